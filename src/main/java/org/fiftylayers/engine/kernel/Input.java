package org.fiftylayers.engine.kernel;

import org.jspecify.annotations.Nullable;

/** Asks whoever sent a request for a line of text, one question at a time. */
final class Input {
    private final Wire wire;
    private final Channel channel;
    /** The question that waits, by its id. */
    private @Nullable String asked;

    private @Nullable String answer;

    Input(Wire wire, Channel channel) {
        this.wire = wire;
        this.channel = channel;
    }

    /**
     * Waits for the answer; to be interrupted ends that.
     *
     * @param request whose sender is asked
     * @throws IllegalStateException if the thread is interrupted
     */
    synchronized String ask(Message request, String prompt, boolean hidden) {
        Message question = wire.message(
                request.identities(),
                "input_request",
                request.header(),
                Wire.JSON.createObjectNode().put("prompt", prompt).put("password", hidden));
        try {
            while (asked != null) {
                wait();
            }
            asked = question.id();
            answer = null;
            channel.send(wire.encode(question));
            while (answer == null) {
                wait();
            }
            return answer;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for input", e);
        } finally {
            if (question.id().equals(asked)) {
                asked = null;
                notifyAll();
            }
        }
    }

    /**
     * Takes an answer. Many clients do not say which question it belongs to; it is then the one asked last.
     *
     * @throws BadMessage if nobody asked
     */
    synchronized void reply(Message message) throws BadMessage {
        if (!message.type().equals("input_reply")) {
            throw new BadMessage("a message of type " + message.type() + " on the stdin channel; must be input_reply");
        }
        String question = message.parent().path("msg_id").asText();
        boolean fits = question.isEmpty() || question.equals(asked);
        if (asked == null || !fits) {
            throw new BadMessage("an input_reply that nobody waits for");
        }
        answer = Content.of(message).text("value");
        notifyAll();
    }
}
