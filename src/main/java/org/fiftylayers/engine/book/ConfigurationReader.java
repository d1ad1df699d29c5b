package org.fiftylayers.engine.book;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;

/** Reads {@code myst.yml}: the part of Jupyter Book 2's format that the book needs, and nothing unknown. */
final class ConfigurationReader {
    private final String file;
    private final List<Problem> problems = new ArrayList<>();

    private ConfigurationReader(String file) {
        this.file = file;
    }

    /**
     * Reads the configuration.
     *
     * @param shown the path that messages show
     * @throws BookException naming every line that is wrong
     */
    static Configuration read(Path path, String shown) throws BookException, IOException {
        ConfigurationReader reader = new ConfigurationReader(shown);
        Configuration configuration = reader.configuration(parse(path, shown));
        if (!reader.problems.isEmpty()) {
            throw new BookException(reader.problems);
        }
        return configuration;
    }

    private static @Nullable Node parse(Path path, String shown) throws BookException, IOException {
        try (Reader text = Files.newBufferedReader(path)) {
            return new Yaml(new SafeConstructor(new LoaderOptions())).compose(text);
        } catch (NoSuchFileException e) {
            throw new BookException(Place.of(shown), "no such file; it holds the book's title and table of contents");
        } catch (MarkedYAMLException e) {
            Mark mark = e.getProblemMark();
            throw new BookException(
                    Place.of(shown).line(mark == null ? 0 : mark.getLine() + 1), "not YAML: " + e.getProblem());
        } catch (YAMLException e) {
            throw new BookException(Place.of(shown), "not YAML: " + e.getMessage());
        }
    }

    private Configuration configuration(@Nullable Node root) {
        YamlSection top = YamlSection.of(file, root, "myst.yml", problems);
        String version = top.string("version");
        if (!version.equals("1")) {
            problems.add(new Problem(top.place(), "version: is '" + version + "'; must be 1"));
        }
        top.ignore("site");
        YamlSection project = top.section("project");
        top.reportUnknown("myst.yml");
        List<String> authors = new ArrayList<>();
        for (YamlSection author : project.sections("authors", "name")) {
            authors.add(author.requiredString("name"));
            author.ignore("orcid", "email", "affiliations", "url", "roles", "corresponding", "github", "id");
            author.reportUnknown("authors");
        }
        Configuration configuration = new Configuration(
                project.requiredString("title"),
                project.string("subtitle"),
                project.string("description"),
                List.copyOf(authors),
                license(project),
                project.strings("bibliography"),
                project.stringMap("math"),
                entries(project, "toc"));
        if (configuration.contents().isEmpty()) {
            problems.add(new Problem(project.place(), "toc: is missing or empty; it must list the pages of the book"));
        }
        project.ignore(
                "id",
                "keywords",
                "github",
                "copyright",
                "open_access",
                "plugins",
                "numbering",
                "exports",
                "date",
                "short_title",
                "thumbnail",
                "abbreviations",
                "settings",
                "exclude");
        project.reportUnknown("project");
        return configuration;
    }

    /** {@code license: CC-BY-4.0}, or {@code license: {content: CC-BY-4.0, code: Apache-2.0}}. */
    private String license(YamlSection project) {
        List<Problem> ifText = new ArrayList<>(problems);
        String text = project.string("license");
        if (problems.size() == ifText.size()) {
            return text;
        }
        problems.clear();
        problems.addAll(ifText);
        YamlSection license = project.section("license");
        String content = license.requiredString("content");
        license.ignore("code");
        license.reportUnknown("license");
        return content;
    }

    private List<Configuration.Entry> entries(YamlSection parent, String key) {
        List<Configuration.Entry> entries = new ArrayList<>();
        for (YamlSection section : parent.sections(key, "file")) {
            String title = section.string("title");
            String page = section.string("file");
            List<Configuration.Entry> children = entries(section, "children");
            section.ignore("hidden");
            section.reportUnknown("toc");
            if (page.isEmpty() && (title.isEmpty() || children.isEmpty())) {
                problems.add(new Problem(section.place(), "toc: an entry needs 'file', or 'title' and 'children'"));
            }
            entries.add(new Configuration.Entry(title, page, children, section.place()));
        }
        return List.copyOf(entries);
    }
}
