/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.replay.target;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowmon.core.event.Outcome;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReplayTargetsTests {

    private final Place lists = new Place("LIST");
    private final Place topics = new Place("TOPIC");
    private final ReplayTargets targets = new ReplayTargets(List.of(lists, topics));

    @Test
    void send_eachToItsPlace_outcomesInTheirOrder() {
        List<ResendOutcome> outcomes = targets.send(List.of(
                message("LIST a"), message("FILE x"), message("TOPIC b"), message("LIST full"), message("LIST c")));

        assertThat(outcomes)
                .extracting(ResendOutcome::detail)
                .containsExactly(
                        "at LIST a", targets.refusal(message("FILE x")), "at TOPIC b", "it is full", "at LIST c");
        assertThat(outcomes)
                .extracting(ResendOutcome::outcome)
                .containsExactly(Outcome.OK, Outcome.EXCEPTION, Outcome.OK, Outcome.EXCEPTION, Outcome.OK);
        assertThat(lists.batches).containsExactly(List.of("LIST a", "LIST c"));
        assertThat(topics.batches).containsExactly(List.of("TOPIC b"));
    }

    @Test
    void send_nothing_isNothing() {
        assertThat(targets.send(List.of())).isEmpty();
        assertThat(lists.batches).isEmpty();
    }

    @Test
    void refusal_placeOfNoKind_saysWhichThereAre() {
        assertThat(targets.refusal(message("FILE invoices")))
                .startsWith("FILE invoices is no place that messages can be sent again to")
                .contains("LIST", "CHANNEL", "STREAM", "QUEUE", "EXCHANGE", "TOPIC", "HTTP");
        assertThat(targets.refusal(message("LIST full"))).isEqualTo("it is full");
        assertThat(targets.refusal(message("LIST a"))).isNull();
    }

    @Test
    void serves_whatOneOfThemServes() {
        assertThat(targets.serves("TOPIC b")).isTrue();
        assertThat(targets.serves("FILE x")).isFalse();
    }

    @Test
    void close_closesAll() {
        targets.close();

        assertThat(lists.closed).isTrue();
        assertThat(topics.closed).isTrue();
    }

    private static Resend message(String endpoint) {
        return Replays.inEnvelope(endpoint, "1");
    }

    private static final class Place implements ReplayTarget {

        private final String kind;
        private final List<List<String>> batches = new ArrayList<>();
        private boolean closed;

        private Place(String kind) {
            this.kind = kind;
        }

        @Override
        public boolean serves(String endpoint) {
            return Destination.kindOf(endpoint).equals(kind);
        }

        @Override
        public @Nullable String refusal(Resend message) {
            return message.endpoint().endsWith("full") ? "it is full" : null;
        }

        @Override
        public List<ResendOutcome> send(List<Resend> messages) {
            batches.add(messages.stream().map(Resend::endpoint).toList());
            return messages.stream()
                    .map(message -> ResendOutcome.ok("at " + message.endpoint(), System.nanoTime()))
                    .toList();
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
