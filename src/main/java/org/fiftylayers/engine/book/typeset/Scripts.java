package org.fiftylayers.engine.book.typeset;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.Function;
import org.mozilla.javascript.JavaScriptException;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.ScriptableObject;

/** KaTeX and Prism in one JavaScript scope. Loading each takes about half a second, so it happens on first use. */
final class Scripts {
    static final String KATEX = "META-INF/resources/webjars/katex/0.16.4/dist/katex.min.js";
    private static final String PRISM = "META-INF/resources/webjars/prismjs/1.30.0/components/prism-";
    private static final List<String> GRAMMARS =
            List.of("core", "clike", "markup", "java", "bash", "json", "python", "yaml");

    private static final String RENDER =
            """
            (function (tex, displayed, macros) {
              return katex.renderToString(tex, {
                displayMode: displayed, macros: macros, output: 'htmlAndMathml', throwOnError: true,
                strict: 'ignore', trust: false, maxExpand: 1000
              });
            })""";

    /** Only what the theme colours, in one-letter classes: a page has thousands of them. */
    private static final String HIGHLIGHT =
            """
            (function (code, language) {
              var classes = {
                'keyword': 'k', 'boolean': 'k', 'annotation': 'k', 'tag': 'k', 'string': 's', 'char': 's',
                'triple-quoted-string': 's', 'attr-value': 's', 'number': 'n', 'comment': 'c', 'function': 'f',
                'attr-name': 'f', 'property': 'f', 'key': 'f', 'class-name': 't', 'builtin': 't'
              };
              function text(token) {
                return typeof token === 'string' ? token : [].concat(token.content).map(text).join('');
              }
              function escape(text) {
                return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
              }
              function html(token) {
                if (typeof token === 'string') return escape(token);
                var name = classes[token.type];
                return name ? '<span class="' + name + '">' + escape(text(token)) + '</span>'
                            : [].concat(token.content).map(html).join('');
              }
              var grammar = Prism.languages[language];
              return grammar ? Prism.tokenize(code, grammar).map(html).join('') : null;
            })""";

    /** KaTeX's MathML, in which a browser needs neither the namespace nor the source. */
    private static final Pattern MATHML = Pattern.compile(
            "<math xmlns=\"http://www.w3.org/1998/Math/MathML\"([^>]*)><semantics>(.*)<annotation .*</annotation></semantics></math>",
            Pattern.DOTALL);

    /** The invisible “function of”: KaTeX puts it between an operator such as max and its limits, which is not MathML. */
    private static final String FUNCTION_OF = "<mo>\u2061</mo>";

    private final Scriptable scope;
    private @Nullable Function renderToString;
    private @Nullable Function highlight;

    Scripts() {
        try (Context context = context()) {
            scope = context.initStandardObjects();
        }
    }

    /** Rhino's state of the calling thread, to be closed. */
    private static Context context() {
        Context context = Context.enter();
        context.setLanguageVersion(Context.VERSION_ES6);
        return context;
    }

    /** KaTeX's HTML with MathML. */
    String formula(String tex, boolean displayed, Map<String, String> macros) throws FormulaException {
        if (renderToString == null) {
            load(KATEX);
            renderToString = (Function) evaluate(RENDER);
        }
        try (Context context = context()) {
            Scriptable macroObject = context.newObject(scope);
            macros.forEach((name, expansion) -> ScriptableObject.putProperty(macroObject, name, expansion));
            Object[] arguments = {tex, displayed, macroObject};
            String html = String.valueOf(renderToString.call(context, scope, scope, arguments));
            return MATHML.matcher(html).replaceFirst("<math$1>$2</math>").replace(FUNCTION_OF, "");
        } catch (JavaScriptException e) {
            Object thrown = e.getValue();
            Object message =
                    thrown instanceof Scriptable error ? ScriptableObject.getProperty(error, "message") : thrown;
            throw new FormulaException(String.valueOf(message));
        } catch (StackOverflowError e) {
            throw new FormulaException("the formula is nested too deeply");
        }
    }

    /** Prism's HTML, or null if it knows no such language. */
    @Nullable
    String highlighted(String code, String language) {
        if (highlight == null) {
            evaluate("var Prism = { manual: true, disableWorkerMessageHandler: true };");
            for (String grammar : GRAMMARS) {
                load(PRISM + grammar + ".min.js");
            }
            highlight = (Function) evaluate(HIGHLIGHT);
        }
        try (Context context = context()) {
            Object html = highlight.call(context, scope, scope, new Object[] {code, language});
            return html == null ? null : html.toString();
        }
    }

    private void load(String resource) {
        evaluate(text(resource));
    }

    private Object evaluate(String script) {
        try (Context context = context()) {
            return context.evaluateString(scope, script, "script", 1, null);
        }
    }

    static String text(String resource) {
        try (InputStream in = Scripts.class.getClassLoader().getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("The class path lacks " + resource);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
