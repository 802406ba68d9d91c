/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What becomes of a replay whose server ends in the middle. */
class InterruptedReplayTests extends ReplayFixture {

    @Test
    void replay_serverEndsInTheMiddle_isInterrupted_andSaysSoWhenItRunsAgain() throws Exception {
        List<ObjectNode> told = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            told.addAll(failed(UUID.randomUUID(), "LIST slow", "{}"));
        }
        UUID waits = UUID.randomUUID();
        told.addAll(failed(waits, "LIST waiting", "{}"));
        api.store(told);
        String running = started("{\"filter\":{\"destination\":\"slow\"},\"rate\":10}");
        String waiting = started("{\"messages\":[\"" + waits + "\"]}");
        await().until(() -> !target.sentTo("LIST slow").isEmpty());

        stop();
        int sent = target.sentTo("LIST slow").size();
        start();

        JsonNode replay = ended(running);
        assertThat(replay.path("state").asString()).isEqualTo("interrupted");
        assertThat(replay.path("sent").asInt()).isEqualTo(sent).isBetween(1, 199);
        assertThat(ended(waiting).path("state").asString()).isEqualTo("interrupted");
        assertThat(replayed("{\"filter\":{\"destination\":\"slow\"}}")
                        .path("sent")
                        .asInt())
                .as("the others")
                .isEqualTo(200 - sent);
    }
}
