package org.fiftylayers.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;

class CommTableTest {
    private static Message message(String type, String json) {
        ObjectNode empty = Wire.JSON.createObjectNode();
        try {
            return new Message(List.of(), empty.deepCopy().put("msg_type", type), empty, empty, (ObjectNode)
                    Wire.JSON.readTree(json));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(json, e);
        }
    }

    private static Message moved(String comm, String method, String state) {
        return message(
                "comm_msg",
                "{\"comm_id\": \"" + comm + "\", \"data\": {\"method\": \"" + method + "\", \"state\": " + state
                        + "}}");
    }

    private static boolean isOvertaken(Message message, Message... waiting) {
        return CommTable.isOvertaken(Content.of(message), List.of(waiting));
    }

    @Test
    void leavesOutWhereASliderWasWhenItIsElsewhereNow() {
        Message before = moved("slider", "update", "{\"value\": 1}");
        Message now = moved("slider", "update", "{\"value\": 2, \"disabled\": false}");
        Message other = moved("box", "update", "{\"value\": true}");

        assertThat(isOvertaken(before, other, now)).isTrue();
        assertThat(isOvertaken(before, other)).isFalse();
        assertThat(isOvertaken(now, before))
                .as("not all that it sets is set again")
                .isFalse();
    }

    @Test
    void leavesOutNothingElse() {
        Message before = moved("slider", "update", "{\"value\": 1}");
        Message now = moved("slider", "update", "{\"value\": 2}");
        Message cell = message("execute_request", "{\"code\": \"1\"}");
        Message ask = moved("slider", "request_state", "{}");

        assertThat(isOvertaken(before, cell, now))
                .as("the cell may look at the value")
                .isFalse();
        assertThat(isOvertaken(ask, ask)).isFalse();
        assertThat(isOvertaken(message("comm_msg", "{\"comm_id\": 3, \"data\": []}"), now))
                .isFalse();
    }
}
