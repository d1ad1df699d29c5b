package org.fiftylayers.engine.book;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jbibtex.BibTeXDatabase;
import org.jbibtex.BibTeXEntry;
import org.jbibtex.BibTeXParser;
import org.jbibtex.Key;
import org.jbibtex.LaTeXParser;
import org.jbibtex.LaTeXPrinter;
import org.jbibtex.ParseException;
import org.jbibtex.TokenMgrException;
import org.jbibtex.Value;
import org.jspecify.annotations.Nullable;

/** The BibTeX files of the book. */
final class Bibliography {
    private final Map<String, Reference> references = new TreeMap<>();

    /**
     * Reads a BibTeX file.
     *
     * @param shown the path that messages show
     * @throws BookException if there is no such file, it is not BibTeX, or a key stands in it twice
     */
    void read(Path path, String shown) throws BookException, IOException {
        BibTeXDatabase database;
        String text;
        try {
            text = Files.readString(path);
            database = new BibTeXParser().parse(new StringReader(text));
        } catch (NoSuchFileException e) {
            throw new BookException(Place.of(shown), "no such file; remove it from 'bibliography' or write it");
        } catch (ParseException e) {
            int line = e.currentToken == null || e.currentToken.next == null ? 0 : e.currentToken.next.beginLine;
            throw new BookException(Place.of(shown).line(line), "not BibTeX: " + firstLine(e.getMessage()));
        } catch (TokenMgrException | org.jbibtex.ObjectResolutionException e) {
            throw new BookException(Place.of(shown), "not BibTeX: " + firstLine(e.getMessage()));
        }
        for (BibTeXEntry entry : database.getEntries().values()) {
            Reference reference = reference(entry);
            Place place = Place.of(shown).line(line(text, reference.key()));
            if (references.put(reference.key(), reference) != null) {
                throw new BookException(place, "the key '" + reference.key() + "' stands in the bibliography twice");
            }
            checkAddress(entry, place);
        }
        distinguish();
    }

    /** Gives works that a text would cite by the same words letters after the year, by their keys. */
    private void distinguish() {
        Map<String, List<Reference>> alike = new TreeMap<>();
        for (Reference reference : references.values()) {
            alike.computeIfAbsent(reference.authors() + " " + reference.bareYear(), name -> new ArrayList<>())
                    .add(reference);
        }
        for (List<Reference> works : alike.values()) {
            for (int i = 0; works.size() > 1 && i < works.size(); i++) {
                Reference work = works.get(i);
                references.put(work.key(), work.inYear(work.bareYear() + (char) ('a' + i)));
            }
        }
    }

    /** The line where the last entry of a key begins, or 0. */
    private static int line(String text, String key) {
        Pattern head = Pattern.compile("@\\w+\\s*\\{\\s*" + Pattern.quote(key) + "\\s*,");
        return head.matcher(text)
                .results()
                .mapToInt(
                        entry -> (int) text.substring(0, entry.start()).lines().count() + 1)
                .reduce(0, Math::max);
    }

    private static void checkAddress(BibTeXEntry entry, Place place) throws BookException {
        Map<String, Function<String, @Nullable String>> rules =
                Map.of("doi", WebAddress::doiFault, "eprint", WebAddress::arxivFault, "url", WebAddress::fault);
        for (Map.Entry<String, Function<String, @Nullable String>> rule : new TreeMap<>(rules).entrySet()) {
            String value = field(entry, rule.getKey());
            String fault = value.isEmpty() ? null : rule.getValue().apply(value);
            if (fault != null) {
                throw new BookException(
                        place, entry.getKey().getValue() + ": " + rule.getKey() + " '" + value + "' " + fault);
            }
        }
    }

    @Nullable
    Reference find(String key) {
        return references.get(key);
    }

    /** All references by author and year. */
    List<Reference> inOrder() {
        return references.values().stream().sorted(Reference.ORDER).toList();
    }

    private static String firstLine(@Nullable String message) {
        return String.valueOf(message).lines().findFirst().orElse("");
    }

    private static Reference reference(BibTeXEntry entry) {
        List<String> authors =
                names(field(entry, "author").isEmpty() ? field(entry, "editor") : field(entry, "author"));
        List<String> family = authors.stream().map(Bibliography::family).toList();
        String year = field(entry, "year").isEmpty() ? "n.d." : field(entry, "year");
        String inText =
                switch (family.size()) {
                    case 0 -> entry.getKey().getValue();
                    case 1, 2, 3 -> series(family);
                    default -> family.get(0) + " et al.";
                };
        StringBuilder html = new StringBuilder();
        if (!authors.isEmpty()) {
            html.append(Html.escape(series(
                            authors.stream().map(Bibliography::givenFirst).toList())))
                    .append(' ');
        }
        html.append('(').append(Html.escape(year)).append("). ");
        boolean whole =
                field(entry, "journal").isEmpty() && field(entry, "booktitle").isEmpty();
        String title = Html.escape(field(entry, "title"));
        html.append(whole ? "<cite>" + title + "</cite>" : title);
        html.append(title.endsWith("?") || title.endsWith("!") ? " " : ". ");
        html.append(venue(entry));
        html.append(link(entry));
        return new Reference(
                entry.getKey().getValue(), inText, year, html.toString().strip());
    }

    private static String venue(BibTeXEntry entry) {
        List<String> parts = new ArrayList<>();
        String container = field(entry, "journal").isEmpty() ? field(entry, "booktitle") : field(entry, "journal");
        if (!container.isEmpty()) {
            String volume = field(entry, "volume");
            String number = field(entry, "number");
            parts.add("<cite>" + Html.escape(container) + "</cite>"
                    + (volume.isEmpty() ? "" : " " + Html.escape(volume))
                    + (number.isEmpty() ? "" : "(" + Html.escape(number) + ")"));
        }
        if (!field(entry, "edition").isEmpty()) {
            parts.add("edition " + Html.escape(field(entry, "edition")));
        }
        for (String name : List.of("type", "school", "institution", "publisher", "howpublished", "note", "pages")) {
            if (!field(entry, name).isEmpty()) {
                parts.add(Html.escape(field(entry, name)));
            }
        }
        return parts.isEmpty() ? "" : String.join(", ", parts) + ". ";
    }

    /** A link to the DOI, the arXiv or the given address. */
    private static String link(BibTeXEntry entry) {
        String doi = field(entry, "doi");
        String eprint = field(entry, "eprint");
        String url = field(entry, "url");
        if (!doi.isEmpty()) {
            return anchor("https://doi.org/" + doi, "doi:" + doi);
        }
        if (!eprint.isEmpty()) {
            return anchor("https://arxiv.org/abs/" + eprint, "arXiv:" + eprint);
        }
        return url.startsWith("https://") || url.startsWith("http://") ? anchor(url, url) : "";
    }

    private static String anchor(String address, String text) {
        return "<a href=\"" + Html.escape(address) + "\">" + Html.escape(text) + "</a>";
    }

    /** A field as plain text: TeX's accents and dashes resolved, braces gone. */
    private static String field(BibTeXEntry entry, String name) {
        Value value = entry.getField(new Key(name));
        String tex = value == null ? "" : value.toUserString();
        if (tex.indexOf('\\') >= 0 || tex.indexOf('{') >= 0) {
            try {
                tex = new LaTeXPrinter().print(new LaTeXParser().parse(new StringReader(tex)));
            } catch (ParseException | TokenMgrException e) {
                tex = tex.replaceAll("[{}\\\\]", "");
            }
        }
        String plain = tex.replace("---", "—")
                .replace("--", "–")
                .replace('~', '\u00A0')
                .replaceAll("\\s+", " ");
        return Normalizer.normalize(plain.strip(), Normalizer.Form.NFC);
    }

    private static List<String> names(String field) {
        return field.isEmpty() ? List.of() : Arrays.asList(field.split(" and "));
    }

    /** Of “Hochreiter, Sepp” or “Sepp Hochreiter” the family name; of “{IEEE}” the whole. */
    private static String family(String name) {
        int comma = name.indexOf(',');
        return comma >= 0 ? name.substring(0, comma) : name.substring(name.lastIndexOf(' ') + 1);
    }

    private static String givenFirst(String name) {
        int comma = name.indexOf(',');
        return comma >= 0 ? name.substring(comma + 1).strip() + " " + name.substring(0, comma) : name;
    }

    private static String series(List<String> names) {
        if (names.size() < 2) {
            return String.join("", names);
        }
        return names.stream().limit(names.size() - 1L).collect(Collectors.joining(", ")) + " and "
                + names.get(names.size() - 1);
    }
}
