package org.fiftylayers.engine.book.typeset;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.Function;
import org.mozilla.javascript.JavaScriptException;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.ScriptableObject;

/** KaTeX and Prism in one JavaScript scope. Loading each takes about half a second, so it happens on first use. */
final class Scripts implements AutoCloseable {
    static final String KATEX = "META-INF/resources/webjars/katex/0.16.4/dist/katex.min.js";
    private static final String PRISM = "META-INF/resources/webjars/prismjs/1.30.0/components/prism-";
    private static final List<String> GRAMMARS =
            List.of("core", "clike", "markup", "java", "bash", "json", "python", "yaml");

    private final Context context = Context.enter();
    private final Scriptable scope = context.initStandardObjects();
    private @Nullable Function renderToString;
    private @Nullable Function highlight;

    Scripts() {
        context.setLanguageVersion(Context.VERSION_ES6);
    }

    /** KaTeX's HTML with MathML. */
    String formula(String tex, boolean displayed, Map<String, String> macros) throws FormulaException {
        if (renderToString == null) {
            load(KATEX);
            renderToString = (Function)
                    evaluate(
                            """
                    (function (tex, displayed, macros) {
                      return katex.renderToString(tex, {
                        displayMode: displayed, macros: macros, output: 'htmlAndMathml', throwOnError: true,
                        strict: 'ignore', trust: false, maxExpand: 1000
                      });
                    })""");
        }
        Scriptable macroObject = context.newObject(scope);
        macros.forEach((name, expansion) -> ScriptableObject.putProperty(macroObject, name, expansion));
        try {
            Object[] arguments = {tex, displayed, macroObject};
            return String.valueOf(renderToString.call(context, scope, scope, arguments));
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
            highlight = (Function)
                    evaluate(
                            """
                    (function (code, language) {
                      var grammar = Prism.languages[language];
                      return grammar ? Prism.highlight(code, grammar, language) : null;
                    })""");
        }
        Object html = highlight.call(context, scope, scope, new Object[] {code, language});
        return html == null ? null : html.toString();
    }

    private void load(String resource) {
        evaluate(text(resource));
    }

    private Object evaluate(String script) {
        return context.evaluateString(scope, script, "script", 1, null);
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

    @Override
    public void close() {
        context.close();
    }
}
