package org.fiftylayers.engine.shell;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What to do about a mistake that javac has named, in a beginner's words. */
final class CompileRemedies {
    /** By javac's code without {@code compiler.err.}. */
    private static final Map<String, String> BY_CODE = Map.ofEntries(
            Map.entry("doesnt.exist", "check the package's spelling, and that its library is on the class path"),
            Map.entry("missing.ret.stmt", "every way through the method must end in `return` with a value: add one"),
            Map.entry(
                    "unclosed.str.lit",
                    "end the text with `\"` in the same line; several lines stand between `\"\"\"`"),
            Map.entry("unclosed.text.block", "end the text with `\"\"\"`"),
            Map.entry("unclosed.comment", "end the comment with `*/`"),
            Map.entry(
                    "unclosed.char.lit", "write texts in double quotes, `\"text\"`; single quotes hold one character"),
            Map.entry("empty.char.lit", "write an empty text as `\"\"`"),
            Map.entry("illegal.char", "replace the character; quotes must be straight, `\"`, and minus must be `-`"),
            Map.entry(
                    "cant.ref.non.effectively.final.var",
                    "a lambda cannot use a variable of a block or method that changes: use a `for` loop, or declare the"
                            + " variable in a cell outside every block"),
            Map.entry("cant.assign.val.to.var", "remove `final` where it is declared, or use another variable"),
            Map.entry("cant.assign.val.to.final.var", "remove `final` where it is declared, or use another variable"),
            Map.entry("var.might.not.have.been.initialized", "give the variable a value where it is declared"),
            Map.entry(
                    "unreachable.stmt",
                    "remove the statement, or the `return`, `break`, `throw` or endless loop before it"),
            Map.entry("initializer.must.be.able.to.complete.normally", "look for a loop that does not end"),
            Map.entry(
                    "int.number.too.large",
                    "an int ends at 2147483647: write an `L` behind the number and use the type long"),
            Map.entry("cant.infer.local.var.type", "give it a value at once, or write its type instead of `var`"),
            Map.entry(
                    "unreported.exception.need.to.catch.or.throw",
                    "catch the exception, or add `throws Exception` to the method"),
            Map.entry("except.never.thrown.in.try", "remove the `catch`, or catch `Exception`"),
            Map.entry("abstract.cant.be.instantiated", "create a class that extends or implements it"),
            Map.entry(
                    "does.not.override.abstract",
                    "write the missing method in the class, with `public` before it if an interface asks for it"),
            Map.entry("report.access", "what is private belongs to its class: use a method that the class offers"),
            Map.entry("not.exhaustive", "add a last case, `default -> …`"),
            Map.entry("not.stmt", "do something with the value: assign it, print it or call a method"),
            Map.entry("already.defined", "use another name, or leave out the type to give it a new value"),
            Map.entry("array.req.but.found", "only arrays have `[i]`; a list has `get(i)`, a text `charAt(i)`"),
            Map.entry("illegal.start.of.expr", "look before the mark: a value or a name is missing there"),
            Map.entry("illegal.start.of.type", "look before the mark: something is missing or stands there twice"),
            Map.entry("else.without.if", "`else` follows the block of its `if` at once"),
            Map.entry("catch.without.try", "`catch` follows the block of its `try` at once"),
            Map.entry("break.outside.switch.loop", "use `break` only inside a loop or a `switch`"),
            Map.entry("cont.outside.loop", "use `continue` only inside a loop"),
            Map.entry("ref.ambiguous", "say which is meant: write the full name with its package, or cast an argument"),
            Map.entry("incomparable.types", "compare values of one type; texts with `equals`"),
            Map.entry("invalid.meth.decl.ret.type.req", "write what the method returns before its name, or `void`"),
            Map.entry("invalid.canonical.constructor.in.record", "write `public` before the constructor"),
            Map.entry("operator.cant.be.applied.1", "make both sides of one type; texts are compared with `equals`"),
            Map.entry("non-static.cant.be.ref", "make an object first and use its name instead of the class's"),
            Map.entry("illegal.initializer.for.type", "`{…}` makes arrays: write `[]` behind the type"),
            Map.entry("variable.not.allowed", "put the declaration into a block: `{ … }`"));

    /** By what the message says, the first that fits. */
    private static final Map<Pattern, String> BY_MESSAGE = byMessage(
            "lossy conversion from (?:double|float) to int",
            "say that you want a whole number: `(int) value` or `Math.round(value)`",
            "lossy conversion from double to float",
            "use the type double, or write an `f` behind the number: `2.5f`",
            "lossy conversion from (\\w+) to (\\w+)",
            "if the value fits, say so: `($2) value`",
            "String cannot be converted to int",
            "turn the text into a number: `Integer.parseInt(text)`",
            "String cannot be converted to double",
            "turn the text into a number: `Double.parseDouble(text)`",
            "String cannot be converted to char",
            "write one character in single quotes: `'a'`",
            "(?:int|double|long|char|boolean) cannot be converted to String",
            "turn the value into text: `String.valueOf(value)`, or `\"\" + value`",
            "(?:int|double|long|String) cannot be converted to boolean",
            "a condition compares: `==`, `<`, `>`; a single `=` gives a value",
            "Object cannot be converted to ([\\w.<>]+)",
            "if the object is one, say so: `($1) value`",
            "required: reference; found: (int|char)",
            "write the class of the type: `Integer` for int, `Character` for char",
            "required: reference; found: (\\w)(\\w+)",
            "write the class of the type: `Double` for double, `Boolean` for boolean, `Long` for long",
            "required: variable; found: value",
            "only a variable can be given a value: it stands to the left of `=`",
            "variable this cannot be referenced",
            "`this` exists only inside a class: write the name alone",
            "'void' type not allowed here",
            "the method returns nothing: call it in a statement of its own",
            "void cannot be dereferenced",
            "the method returns nothing: there is no object to go on with",
            "(?:int|double|long|boolean|char) cannot be dereferenced",
            "numbers have no methods: use `String.valueOf(value)`, or those of `Math`",
            "^'\\(' expected",
            "put the condition in brackets: `if (a > b)`",
            "^'\\)'(?: or ',')? expected",
            "close the bracket with `)`, or put `,` or an operator between two values");

    private static final Pattern BAD_NAME = Pattern.compile(
            "\\b(?:int|double|float|long|boolean|char|String|var)\\s+(\\d\\w*|abstract|assert|break|case|catch|class|const"
                    + "|continue|default|do|else|enum|extends|final|finally|for|goto|if|implements|import|instanceof"
                    + "|interface|native|new|package|private|protected|public|return|static|super|switch|synchronized"
                    + "|this|throw|throws|transient|try|void|volatile|while)\\b");
    private static final Pattern DECIMAL_COMMA = Pattern.compile("=\\s*-?(\\d+),(\\d+)\\s*;");
    private static final Pattern FOR = Pattern.compile("\\bfor\\s*\\([^;)]*,[^)]*$");

    private CompileRemedies() {}

    /**
     * What to do.
     *
     * @param code javac's name of the mistake
     * @param message what javac says, with simple names
     * @param source the snippet
     * @param position where in it the mistake is
     */
    static @Nullable String of(String code, String message, String source, int position) {
        String line = lineOf(source, position);
        Matcher name = BAD_NAME.matcher(line);
        boolean syntax = code.contains(".expected") || code.contains("illegal.start") || code.endsWith("not.stmt");
        if (syntax && name.find()) {
            return "choose another name than `" + name.group(1)
                    + "`: names begin with a letter and are no words of Java's own";
        }
        Matcher comma = DECIMAL_COMMA.matcher(line);
        if (syntax && comma.find()) {
            return "write decimals with a point: `" + comma.group(1) + "." + comma.group(2) + "`";
        }
        if (message.startsWith("';' expected")) {
            String before = source.substring(0, Math.min(position, source.length()));
            return FOR.matcher(before).find()
                    ? "put `;` between the three parts of `for`: `for (int i = 0; i < n; i++)`"
                    : "end the statement with `;`";
        }
        if (code.endsWith("premature.eof")) {
            return open(source);
        }
        for (Map.Entry<Pattern, String> entry : BY_MESSAGE.entrySet()) {
            Matcher matcher = entry.getKey().matcher(message);
            if (matcher.find()) {
                String remedy = entry.getValue();
                for (int group = 1; group <= matcher.groupCount(); group++) {
                    remedy = remedy.replace("$" + group, matcher.group(group));
                }
                return remedy;
            }
        }
        String bare = code.replaceFirst("^compiler\\.err\\.", "");
        String exact = BY_CODE.get(bare);
        return exact != null
                ? exact
                : BY_CODE.entrySet().stream()
                        .filter(entry -> bare.startsWith(entry.getKey() + "."))
                        .map(Map.Entry::getValue)
                        .findFirst()
                        .orElse(null);
    }

    private static String open(String source) {
        Brackets brackets = Brackets.of(source);
        if (brackets.open().isEmpty()) {
            return "close what is open: a `}`, `)` or `\"` is missing";
        }
        int at = brackets.open().get(brackets.open().size() - 1);
        char closer = brackets.closers(source).replace(";", "").charAt(0);
        return "close what is open: a `" + closer + "` is missing for the `" + source.charAt(at) + "` in `"
                + lineOf(source, at).strip() + "`";
    }

    private static String lineOf(String source, int offset) {
        return Place.of("", source, offset, false).source();
    }

    private static Map<Pattern, String> byMessage(String... rows) {
        Map<Pattern, String> map = new LinkedHashMap<>();
        for (int i = 0; i < rows.length; i += 2) {
            map.put(Pattern.compile(rows[i]), rows[i + 1]);
        }
        return map;
    }
}
