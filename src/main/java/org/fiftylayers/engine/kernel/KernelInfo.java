package org.fiftylayers.engine.kernel;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Objects;

/** What the kernel says of itself. */
final class KernelInfo {
    private KernelInfo() {}

    /** Answers a {@code kernel_info_request}. */
    static ObjectNode answer() {
        String version = Objects.requireNonNullElse(
                KernelInfo.class.getPackage().getImplementationVersion(), "0 (not packaged)");
        String java = Runtime.version().toString();
        ObjectNode reply = Content.ok()
                .put("protocol_version", Wire.VERSION)
                .put("implementation", "fiftylayers")
                .put("implementation_version", version)
                .put("banner", "Fifty Layers " + version + ", Java " + java + ", " + System.getProperty("java.vendor"));
        reply.putObject("language_info")
                .put("name", "java")
                .put("version", java)
                .put("mimetype", "text/x-java")
                .put("file_extension", ".java")
                .put("pygments_lexer", "java")
                .put("codemirror_mode", "text/x-java");
        ArrayNode links = reply.putArray("help_links");
        int feature = Runtime.version().feature();
        links.addObject()
                .put("text", "Java " + feature + " API")
                .put("url", "https://docs.oracle.com/en/java/javase/" + feature + "/docs/api/");
        links.addObject()
                .put("text", "Java Language Specification")
                .put("url", "https://docs.oracle.com/javase/specs/jls/se" + feature + "/html/");
        reply.putArray("supported_features");
        return reply.put("debugger", false);
    }
}
