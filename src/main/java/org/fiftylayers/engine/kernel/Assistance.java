package org.fiftylayers.engine.kernel;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.fiftylayers.display.MimeBundle;
import org.fiftylayers.engine.shell.Completeness;
import org.fiftylayers.engine.shell.Completion;
import org.fiftylayers.engine.shell.Shell;

/** Answers what front ends ask while a reader types. The protocol counts code points, Java counts UTF-16 units. */
final class Assistance {
    private Assistance() {}

    /** Answers a {@code complete_request}. */
    static ObjectNode complete(Shell shell, Content request) throws BadMessage {
        String code = request.text("code");
        Completion completion = shell.complete(code, cursor(request, code));
        int start = code.codePointCount(0, completion.start());
        int end = code.codePointCount(0, completion.end());
        ObjectNode reply = Content.ok().put("cursor_start", start).put("cursor_end", end);
        ArrayNode matches = reply.putArray("matches");
        ArrayNode types = reply.putObject("metadata").putArray("_jupyter_types_experimental");
        for (Completion.Candidate candidate : completion.candidates()) {
            matches.add(candidate.text());
            types.addObject()
                    .put("start", start)
                    .put("end", end)
                    .put("text", candidate.text())
                    .put("type", candidate.type())
                    .put("signature", candidate.signature());
        }
        return reply;
    }

    /** Answers an {@code inspect_request}. */
    static ObjectNode inspect(Shell shell, Content request) throws BadMessage {
        String code = request.text("code");
        MimeBundle found = shell.inspect(code, cursor(request, code), request.number("detail_level", 0) > 0);
        ObjectNode reply = Content.ok().put("found", found != null);
        if (found == null) {
            reply.putObject("data");
            reply.putObject("metadata");
            return reply;
        }
        return reply.setAll(Broadcast.bundle(found));
    }

    /** Answers an {@code is_complete_request}. */
    static ObjectNode completeness(Shell shell, Content request) throws BadMessage {
        Completeness completeness = shell.completeness(request.text("code"));
        return switch (completeness.status()) {
            case COMPLETE -> status("complete");
            case INCOMPLETE -> status("incomplete").put("indent", completeness.indent());
            case INVALID -> status("invalid");
            case UNKNOWN -> status("unknown");
        };
    }

    private static ObjectNode status(String status) {
        return Wire.JSON.createObjectNode().put("status", status);
    }

    private static int cursor(Content request, String code) throws BadMessage {
        int points = code.codePointCount(0, code.length());
        int cursor = Math.max(0, Math.min(points, request.number("cursor_pos", points)));
        return code.offsetByCodePoints(0, cursor);
    }
}
