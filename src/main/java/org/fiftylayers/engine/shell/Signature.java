package org.fiftylayers.engine.shell;

import java.util.List;
import java.util.StringJoiner;
import java.util.regex.Pattern;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.TypeParameterElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/** Declarations in the words of a reader: simple names, no modifiers but those that matter to a caller. */
final class Signature {
    private static final Pattern ANNOTATION = Pattern.compile("@[\\w.$]+(?:\\([^)]*\\))?\\s*,?");
    private static final Pattern PACKAGE = Pattern.compile("\\b(?:[a-z_]\\w*\\.)+(?=[A-Z])");
    private static final Pattern NAMELESS = Pattern.compile("arg\\d+");

    private Signature() {}

    /** A type by simple names. */
    static String of(TypeMirror type) {
        String text = Diagnosis.clean(ANNOTATION.matcher(type.toString()).replaceAll(""));
        return PACKAGE.matcher(text).replaceAll("").replace(",", ", ").replaceAll(",  +", ", ");
    }

    /** Parameters in brackets: {@code (int rows, int columns)}. */
    static String parameters(ExecutableElement method, ExecutableType type, List<String> names) {
        StringJoiner text = new StringJoiner(", ", "(", ")");
        List<? extends VariableElement> parameters = method.getParameters();
        List<? extends TypeMirror> types = type.getParameterTypes();
        for (int i = 0; i < parameters.size(); i++) {
            String name = i < names.size()
                    ? names.get(i)
                    : parameters.get(i).getSimpleName().toString();
            String of = of(types.get(i));
            if (method.isVarArgs() && i == parameters.size() - 1 && of.endsWith("[]")) {
                of = of.substring(0, of.length() - 2) + "...";
            }
            text.add(NAMELESS.matcher(name).matches() ? of : of + " " + name);
        }
        return text.toString();
    }

    /** A declaration as its author would write it, named with its class: {@code double Math.sqrt(double a)}. */
    static String of(Element element, TypeMirror type, List<String> names) {
        if (element instanceof ExecutableElement method && type instanceof ExecutableType executable) {
            String owner = owner(method);
            StringBuilder text = new StringBuilder(typeParameters(method.getTypeParameters(), " "));
            if (method.getKind() == ElementKind.CONSTRUCTOR) {
                text.append("new ").append(owner);
            } else {
                text.append(of(executable.getReturnType())).append(' ');
                text.append(owner.isEmpty() ? "" : owner + ".").append(method.getSimpleName());
            }
            text.append(parameters(method, executable, names));
            StringJoiner thrown = new StringJoiner(", ", " throws ", "").setEmptyValue("");
            executable.getThrownTypes().forEach(exception -> thrown.add(of(exception)));
            return text.append(thrown).toString();
        }
        if (element instanceof TypeElement declared) {
            return typeDeclaration(declared);
        }
        if (element.getKind() == ElementKind.PACKAGE) {
            return "package " + element;
        }
        String owner = owner(element);
        return of(type) + " " + (owner.isEmpty() ? "" : owner + ".") + element.getSimpleName();
    }

    private static String typeDeclaration(TypeElement type) {
        StringBuilder text = new StringBuilder();
        if (type.getKind() == ElementKind.CLASS) {
            text.append(type.getModifiers().contains(Modifier.ABSTRACT) ? "abstract " : "");
            text.append(type.getModifiers().contains(Modifier.FINAL) ? "final " : "");
        }
        String kind = type.getKind() == ElementKind.ANNOTATION_TYPE
                ? "@interface"
                : type.getKind().name().toLowerCase(java.util.Locale.ROOT);
        text.append(kind)
                .append(' ')
                .append(Diagnosis.clean(type.getQualifiedName().toString()));
        text.append(typeParameters(type.getTypeParameters(), ""));
        if (type.getKind() == ElementKind.RECORD) {
            StringJoiner components = new StringJoiner(", ", "(", ")");
            type.getRecordComponents()
                    .forEach(component -> components.add(of(component.asType()) + " " + component.getSimpleName()));
            text.append(components);
        }
        TypeMirror parent = type.getSuperclass();
        boolean plain = parent.getKind() == TypeKind.NONE
                || List.of("Object", "Record").contains(of(parent))
                || type.getKind() == ElementKind.ENUM;
        text.append(plain ? "" : " extends " + of(parent));
        StringJoiner interfaces = new StringJoiner(
                        ", ", type.getKind().isInterface() ? " extends " : " implements ", "")
                .setEmptyValue("");
        type.getInterfaces().forEach(one -> interfaces.add(of(one)));
        return text.append(interfaces).toString();
    }

    private static String typeParameters(List<? extends TypeParameterElement> parameters, String after) {
        if (parameters.isEmpty()) {
            return "";
        }
        StringJoiner text = new StringJoiner(", ", "<", ">" + after);
        for (TypeParameterElement parameter : parameters) {
            StringJoiner bounds = new StringJoiner(" & ", " extends ", "").setEmptyValue("");
            parameter.getBounds().stream()
                    .map(Signature::of)
                    .filter(bound -> !bound.equals("Object"))
                    .forEach(bounds::add);
            text.add(parameter.getSimpleName() + bounds.toString());
        }
        return text.toString();
    }

    /** The class that a member belongs to; empty for what a cell declares by itself. */
    private static String owner(Element element) {
        Element owner = element.getEnclosingElement();
        if (!(owner instanceof TypeElement type)
                || type.getSimpleName().toString().startsWith("$")) {
            return "";
        }
        return of(type.asType()).replaceFirst("<.*", "");
    }
}
