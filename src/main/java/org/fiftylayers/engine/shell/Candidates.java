package org.fiftylayers.engine.shell;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import org.fiftylayers.engine.shell.Completion.Candidate;
import org.jspecify.annotations.Nullable;

/** Gathers what could stand at a place, the best first. */
final class Candidates {
    /** So many overloads are shown beside a name. */
    private static final int OVERLOADS = 3;

    private final Look look;
    private final String typed;
    private final List<TypeMirror> expected;
    private final Map<String, Entry> entries = new LinkedHashMap<>();

    /**
     * None yet.
     *
     * @param typed what is there of the name
     * @param expected the types of which a value would fit here; empty if any does
     */
    Candidates(Look look, String typed, List<TypeMirror> expected) {
        this.look = look;
        this.typed = typed;
        this.expected = expected;
    }

    /** How near things are to a reader, the nearest first. */
    enum Nearness {
        LOCAL,
        DECLARED,
        KEYWORD,
        FAMILIAR,
        IMPORTED,
        OF_OBJECT,
        ELSEWHERE
    }

    /** Whether a name goes with what has been typed. */
    boolean matches(CharSequence name) {
        String text = name.toString();
        return NameMatch.of(typed, text) != NameMatch.NONE
                && (text.indexOf('$') < 0 || typed.indexOf('$') >= 0)
                && !text.equals("<init>")
                && !text.equals("this") // keywords
                && !text.equals("super");
    }

    /**
     * Adds what a program declares, if its name matches.
     *
     * @param receiver the type it is reached through, or null
     * @param called whether a method would be called, rather than referred to
     */
    void add(Element element, @Nullable TypeMirror receiver, Nearness nearness, boolean called) {
        String name = element.getSimpleName().toString();
        if (!matches(name)) {
            return;
        }
        TypeMirror type = typeIn(element, receiver);
        if (element instanceof ExecutableElement method && type instanceof ExecutableType executable) {
            boolean alone = receiver == null || method.getModifiers().contains(Modifier.STATIC);
            String signature = Signature.parameters(method, executable, List.of()) + " "
                    + Signature.of(executable.getReturnType());
            String text = called ? name + (method.getParameters().isEmpty() ? "()" : "(") : name;
            Entry entry = entry(name, text, alone ? "function" : "method", nearness, fits(executable.getReturnType()));
            entry.text = entry.signatures.isEmpty() || entry.text.equals(text) || !called ? text : name + "(";
            entry.add(signature);
        } else if (element.getKind().isClass() || element.getKind().isInterface()) {
            entry(name, name, "class", nearness, false);
        } else if (element.getKind() != ElementKind.CONSTRUCTOR) {
            entry(name, name, "instance", nearness, fits(type)).add(Signature.of(type));
        }
    }

    /** Adds a word that no program declares. */
    void add(String name, String text, String type, String signature, Nearness nearness, boolean fits) {
        if (NameMatch.of(typed, name) != NameMatch.NONE) {
            entry(text, text, type, nearness, fits).add(signature);
        }
    }

    boolean hasClass(String name) {
        return entries.containsKey(name);
    }

    List<Candidate> best() {
        return entries.values().stream()
                .sorted(Comparator.comparingInt((Entry entry) -> NameMatch.of(typed, entry.name))
                        .thenComparing(entry -> !entry.fits)
                        .thenComparing(entry -> entry.nearness)
                        .thenComparing(entry -> entry.nearness == Nearness.FAMILIAR ? entry.name.length() : 0)
                        .thenComparing(entry -> entry.text, String.CASE_INSENSITIVE_ORDER))
                .map(entry -> new Candidate(entry.text, entry.type, entry.signature()))
                .toList();
    }

    private Entry entry(String key, String text, String type, Nearness nearness, boolean fits) {
        Entry entry = entries.computeIfAbsent(
                key + (type.equals("function") || type.equals("method") ? "(" : ""),
                name -> new Entry(simple(key), text, type, nearness));
        entry.fits |= fits;
        return entry;
    }

    private static String simple(String qualified) {
        return qualified.substring(qualified.lastIndexOf('.') + 1);
    }

    private TypeMirror typeIn(Element element, @Nullable TypeMirror receiver) {
        try {
            return receiver instanceof DeclaredType declared
                            && !element.getModifiers().contains(Modifier.STATIC)
                    ? look.types().asMemberOf(declared, element)
                    : element.asType();
        } catch (IllegalArgumentException e) {
            return element.asType(); // no member of the type: one of an outer class
        }
    }

    private boolean fits(TypeMirror type) {
        if (type.getKind() == TypeKind.VOID || type.getKind() == TypeKind.ERROR || type instanceof ExecutableType) {
            return false;
        }
        return expected.stream()
                .anyMatch(wanted ->
                        wanted.getKind() != TypeKind.ERROR && look.types().isAssignable(type, wanted));
    }

    private static final class Entry {
        final String name;
        final String type;
        final Nearness nearness;
        final List<String> signatures = new ArrayList<>();
        String text;
        boolean fits;

        Entry(String name, String text, String type, Nearness nearness) {
            this.name = name;
            this.text = text;
            this.type = type;
            this.nearness = nearness;
        }

        void add(String signature) {
            if (!signature.isEmpty() && !signatures.contains(signature)) {
                signatures.add(signature);
            }
        }

        String signature() {
            boolean many = signatures.size() > OVERLOADS;
            return String.join(" | ", signatures.subList(0, Math.min(signatures.size(), OVERLOADS)))
                    + (many ? " | … " + (signatures.size() - OVERLOADS) + " more" : "");
        }
    }
}
