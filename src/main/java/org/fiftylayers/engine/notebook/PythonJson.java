package org.fiftylayers.engine.notebook;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;

/**
 * JSON as Python writes it with {@code json.dumps(…, indent=1, sort_keys=True, separators=(",", ": "),
 * ensure_ascii=False)}: what nbformat stores, so that files do not change when Jupyter saves them.
 */
final class PythonJson {
    private final StringBuilder out = new StringBuilder();

    private PythonJson() {}

    static String write(JsonNode node) {
        PythonJson json = new PythonJson();
        json.value(node, 0);
        return json.out.toString();
    }

    private void value(JsonNode node, int depth) {
        switch (node.getNodeType()) {
            case OBJECT -> object(node, depth);
            case ARRAY -> array(node, depth);
            case STRING -> string(node.textValue());
            case NUMBER -> out.append(node.isIntegralNumber() ? node.asText() : number(node.doubleValue()));
            case BOOLEAN, NULL, MISSING -> out.append(node.asText());
            default -> throw new IllegalArgumentException("JSON has no " + node.getNodeType());
        }
    }

    private void object(JsonNode node, int depth) {
        Map<String, JsonNode> sorted = new TreeMap<>(PythonJson::byCodePoint);
        node.properties().forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
        if (sorted.isEmpty()) {
            out.append("{}");
            return;
        }
        String separator = "{";
        for (Map.Entry<String, JsonNode> entry : sorted.entrySet()) {
            line(separator, depth + 1);
            string(entry.getKey());
            out.append(": ");
            value(entry.getValue(), depth + 1);
            separator = ",";
        }
        line("", depth);
        out.append('}');
    }

    private void array(JsonNode node, int depth) {
        if (node.isEmpty()) {
            out.append("[]");
            return;
        }
        String separator = "[";
        for (Iterator<JsonNode> items = node.elements(); items.hasNext(); separator = ",") {
            line(separator, depth + 1);
            value(items.next(), depth + 1);
        }
        line("", depth);
        out.append(']');
    }

    private void line(String separator, int depth) {
        out.append(separator).append('\n').append(" ".repeat(depth));
    }

    private void string(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                case '\f' -> out.append("\\f");
                case '\b' -> out.append("\\b");
                default -> {
                    if (c < ' ') {
                        out.append(c < 16 ? "\\u000" : "\\u00").append(Integer.toHexString(c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }

    /** Python's {@code repr}: the shortest digits that read back the same, scientific from 1e16 and below 1e-4. */
    private static String number(double value) {
        if (value == 0 || !Double.isFinite(value)) {
            return Double.toString(value);
        }
        BigDecimal exact = new BigDecimal(value);
        BigDecimal shortest = exact;
        // Double.toString finds the shortest digits only from Java 19 on.
        for (int digits = 1; digits <= 17; digits++) {
            shortest = exact.round(new MathContext(digits));
            if (shortest.doubleValue() == value) {
                break;
            }
        }
        shortest = shortest.stripTrailingZeros();
        int exponent = shortest.precision() - shortest.scale() - 1;
        if (exponent >= -4 && exponent < 16) {
            String plain = shortest.toPlainString();
            return plain.contains(".") ? plain : plain + ".0";
        }
        String digits = shortest.unscaledValue().abs().toString();
        String mantissa = digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
        String sign = exponent < 0 ? "-" : "+";
        String power = (Math.abs(exponent) < 10 ? "0" : "") + Math.abs(exponent);
        return (value < 0 ? "-" : "") + mantissa + "e" + sign + power;
    }

    /** Python orders strings by code point, Java by UTF-16 unit: they differ beyond the basic plane. */
    private static int byCodePoint(String a, String b) {
        int[] left = a.codePoints().toArray();
        int[] right = b.codePoints().toArray();
        return java.util.Arrays.compare(left, right);
    }
}
