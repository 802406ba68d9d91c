/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What is in the vault is not sent if it is not what belongs to the message, or not there; and the reason is told. */
class VaultObstaclesTests extends VaultFixture {

    @Test
    void messageWithAKeyThatIsNotHere_saysWhich() throws Exception {
        UUID original = UUID.randomUUID();
        api.store(sealed.failed(original, "LIST foreign", ORIGINAL, SealedEvents.key("k9", 9)));

        assertThat(obstacle(original))
                .isEqualTo("Its payload holds values that the service masked. Its original is sealed with the key k9,"
                        + " which this server does not have (flowmon.server.vault.keys).");
    }

    @Test
    void messageWithAnotherKeyOfThatName_isSkippedWhenItIsOpened() throws Exception {
        UUID original = UUID.randomUUID();
        api.store(sealed.failed(original, "LIST wrong-key", ORIGINAL, SealedEvents.key("k1", 2)));

        assertNotOpened(original, "LIST wrong-key");
    }

    @Test
    void sealedOriginalThatWasChanged_isSkippedWhenItIsOpened() throws Exception {
        UUID original = store("LIST changed");
        execute("UPDATE vault SET sealed = sealed || '\\x00'::BLOB WHERE message_id = '" + original + "'");

        assertNotOpened(original, "LIST changed");
    }

    @Test
    void sealedOriginalOfAnotherMessage_isSkippedWhenItIsOpened() throws Exception {
        UUID original = UUID.randomUUID();
        List<ObjectNode> told = sealed.failed(original, "LIST moved", ORIGINAL, KEY);
        List<ObjectNode> other = sealed.failed(UUID.randomUUID(), "LIST moved", ORIGINAL, KEY);
        told.get(0).set("sealed", other.get(0).path("sealed"));
        api.store(told);

        assertNotOpened(original, "LIST moved");
    }

    @Test
    void falseEventThatNamesAnotherPlace_doesNotGetTheOriginalThere_norKeepsItBack() throws Exception {
        UUID original = store("LIST right");
        ObjectNode lie = sealed.failed(original, "LIST right", ORIGINAL, KEY).get(0);
        lie.put("endpoint", "LIST wrong").put("timestamp", "2099-01-01T00:00:00Z");
        api.store(List.of(lie));

        replayed(named(original));

        assertThat(target.sentTo("LIST wrong")).isEmpty();
        assertThat(sentTo("LIST right")).isEqualTo(ORIGINAL);
    }

    @Test
    void falsePayload_isNotSentInPlaceOfTheOriginal() throws Exception {
        UUID original = store("LIST true");
        ObjectNode received = events.event(original, "E", "LIST true", 3);
        received.putObject("service_params").put("body", "false").put("body_size", 5);
        ObjectNode sent = events.event(original, "S", "LIST true", 4);
        sent.putObject("service_params").put("body", "false").put("body_size", 5);
        api.store(List.of(received, sent));

        replayed(named(original));

        assertThat(sentTo("LIST true")).isEqualTo(ORIGINAL);
    }

    @Test
    void falseRoutingKey_orQueueOfASender_doesNotGetTheOriginalThere() throws Exception {
        UUID original = UUID.randomUUID();
        ObjectNode lie = sealed.published(original, "bills", "wrong", ORIGINAL, KEY);
        lie.remove("sealed");
        api.store(List.of(
                sealed.published(original, "bills", "right", ORIGINAL, KEY),
                lie.put("timestamp", "2099-01-01T00:00:00Z"),
                events.event(original, "X", "QUEUE wrong", 5)));

        replayed(named(original));

        assertThat(target.sentTo("EXCHANGE bills/wrong")).isEmpty();
        assertThat(target.sentTo("QUEUE wrong")).isEmpty();
        assertThat(sentTo("EXCHANGE bills/right")).isEqualTo(ORIGINAL);
    }

    @Test
    void payloadThatAReceiverShows_isNotSentInPlaceOfOneThatCannotBeOpened() throws Exception {
        UUID original = UUID.randomUUID();
        List<ObjectNode> told =
                new ArrayList<>(sealed.failed(original, "LIST shown", ORIGINAL, SealedEvents.key("k9", 9)));
        ObjectNode received = events.event(original, "E", "LIST shown", 3);
        received.putObject("service_params").put("body", "false").put("body_size", 5);
        told.add(received);
        api.store(told);

        assertThat(obstacle(original)).contains("Its original is sealed with the key k9");
    }

    @Test
    void falseOriginalOfTheSameMessage_doesNotHideTheTrueOne() throws Exception {
        UUID original = store("LIST doubled");
        api.store(sealed.failed(original, "LIST doubled", "{}", SealedEvents.key("k1", 3)));

        replayed(named(original));

        assertThat(sentTo("LIST doubled")).isEqualTo(ORIGINAL);
    }

    @Test
    void messageWhoseTimeIsOver_saysSo() throws Exception {
        UUID original = store("LIST old");
        execute("UPDATE vault SET received_at = received_at - INTERVAL 8 DAY WHERE message_id = '" + original + "'");

        assertThat(obstacle(original))
                .isEqualTo("Its payload holds values that the service masked. The time of its original in the vault is"
                        + " over (flowmon.server.vault.retention).");
    }

    @Test
    void messageThatWasTooLarge_orSealedUnreadably_saysSo() throws Exception {
        UUID large = UUID.randomUUID();
        List<ObjectNode> told = sealed.failed(large, "LIST large", ORIGINAL, KEY);
        told.get(0).putObject("sealed").put("key", "k1").put("too_large", true);
        api.store(told);
        UUID unusable = UUID.randomUUID();
        told = sealed.failed(unusable, "LIST unusable", ORIGINAL, KEY);
        ((ObjectNode) told.get(0).path("sealed")).put("body", "%%%");
        api.store(told);

        assertThat(obstacle(large)).contains("It is larger than the service seals (flowmon.vault.max-size).");
        assertThat(obstacle(unusable)).contains("Its original came sealed in a way that is not known here.");
    }

    private void assertNotOpened(UUID original, String endpoint) throws Exception {
        assertThat(plan(named(original)).path("sendable").asInt()).isEqualTo(1);

        JsonNode replay = replayed(named(original));

        assertThat(replay.path("skipped").asInt()).isEqualTo(1);
        assertThat(only(replay).path("detail").asString())
                .isEqualTo(
                        "Its original in the vault cannot be opened: it was changed, or sealed for another message or"
                                + " place than its events tell.");
        assertThat(target.sentTo(endpoint)).isEmpty();
    }

    private String obstacle(UUID original) throws Exception {
        return plan(named(original)).at("/first/0/obstacle").asString();
    }
}
