/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowmon.core.encoding.EventEncoder;
import io.flowmon.core.encoding.ModuleIdentity;
import io.flowmon.core.event.CapturedBody;
import io.flowmon.core.event.Completion;
import io.flowmon.core.event.Event;
import io.flowmon.core.event.Outcome;
import io.flowmon.core.event.Role;
import io.flowmon.core.event.ServiceParams;
import io.flowmon.core.masking.Masker;
import io.flowmon.core.masking.MaskingRules;
import io.flowmon.core.vault.PayloadSealer;
import io.flowmon.core.vault.VaultKey;
import io.flowmon.server.replay.target.Resend;
import io.flowmon.server.store.duckdb.DuckDbEventStore;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.audit.AuditEvent;
import org.springframework.boot.actuate.audit.AuditEventRepository;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Messages whose payloads were masked are sent again as they were, out of the vault; and nobody else gets to see them. */
class VaultReplaysTests extends ReplayFixture {

    private static final String SECRET = "pssst-do-not-tell";
    private static final String ORIGINAL = "{ \"order\" : 4711, \"password\" : \"" + SECRET + "\" }";
    private static final VaultKey KEY = SealedEvents.key("k1", 1);

    private final SealedEvents sealed = new SealedEvents();

    @Override
    @BeforeAll
    void start() {
        server = serverWith(
                "--flowmon.server.vault.enabled=true",
                "--flowmon.server.vault.keys.k1=" + SealedEvents.base64(1),
                "--management.endpoints.web.exposure.include=*",
                "--management.endpoint.env.show-values=always",
                "--management.endpoint.configprops.show-values=always");
        api = new ApiClient(server);
        target = server.getBean(InMemoryReplayTarget.class);
    }

    @Test
    void maskedMessage_isPlannedFromTheVault_andSentByteForByte() throws Exception {
        UUID original = store("LIST exact");

        JsonNode plan = plan(named(original));
        assertThat(plan.path("sendable").asInt()).isEqualTo(1);
        assertThat(plan.at("/first/0/caution").asString())
                .isEqualTo("Its payload will be sent from the vault, with the values that the service masked.");
        assertThat(plan.at("/first/0/bytes").asInt()).isEqualTo(ORIGINAL.length());

        JsonNode replay = replayed(named(original));

        assertThat(replay.path("sent").asInt()).isEqualTo(1);
        assertThat(sentTo("LIST exact")).isEqualTo(ORIGINAL);
        assertThat(only(replay).path("detail").asString()).isEqualTo("From the vault.");
        assertThat(audited("REPLAY_ENDED").toString()).contains("from_the_vault=1");
    }

    @Test
    void whatIsReplayedFromTheVault_isReportedMasked_andCanBeReplayedOnceMore() throws Exception {
        UUID original = store("LIST again");
        replayed(named(original));
        UUID second = target.sentTo("LIST again").get(0).messageId();

        JsonNode reported = api.json("/api/messages/" + second);
        assertThat(reported.at("/payload/gap").asString()).isEqualTo("masked");
        assertThat(reported.at("/payload/body/password").asString()).isEqualTo("***");
        replayed(named(second));

        List<Resend> sent = target.sentTo("LIST again");
        assertThat(sent).hasSize(2);
        assertThat(new String(sent.get(1).payload(), UTF_8)).isEqualTo(ORIGINAL);
        assertThat(sent.get(1).originalId()).isEqualTo(second);
    }

    @Test
    void call_isTheSameRequest() throws Exception {
        UUID original = UUID.randomUUID();
        api.store(List.of(sealed.failedCall(original, ORIGINAL, KEY)));

        replayed(named(original));

        Resend sent = target.sentTo("POST /orders/{id}").get(0);
        assertThat(new String(sent.payload(), UTF_8)).isEqualTo(ORIGINAL);
        assertThat(sent.call())
                .isEqualTo(new Resend.Call(
                        "POST", "shop.example:8086", "/orders/7", "a=b", "application/json;charset=utf-8"));
    }

    @Test
    void callAsAServiceReportsIt_isSentAsItWas() throws Exception {
        UUID original = UUID.randomUUID();
        String form = "order=4711&password=" + SECRET + "&note=a+b";
        Event call = Event.builder(
                        "flow-" + original, Instant.now(), "PUT /logins/{id}", "End service call", Role.SENDER)
                .messageId(original)
                .peer("shop.example")
                .completion(new Completion(Instant.now(), Instant.now(), 1_000, Outcome.SERVER_ERROR, null))
                .serviceParams(ServiceParams.ofCall(
                        "/logins/a%20b",
                        "x=1&y",
                        null,
                        new CapturedBody(
                                form.getBytes(UTF_8), form.length(), false, "application/x-www-form-urlencoded", null)))
                .build();
        EventEncoder encoder = new EventEncoder(
                new ModuleIdentity("shop", "shop_host_1"),
                new Masker(MaskingRules.defaults()),
                new PayloadSealer(KEY, 1_000));
        ByteArrayOutputStream encoded = new ByteArrayOutputStream();
        try (JsonGenerator out = JSON.createGenerator(encoded)) {
            encoder.encode(call, out);
        }
        assertThat(encoded.toString(UTF_8)).doesNotContain(SECRET);
        api.store(List.of((ObjectNode) JSON.readTree(encoded.toByteArray())));

        replayed(named(original));

        assertThat(sentTo("PUT /logins/{id}")).isEqualTo(form);
        assertThat(target.sentTo("PUT /logins/{id}").get(0).call())
                .isEqualTo(new Resend.Call(
                        "PUT", "shop.example", "/logins/a%20b", "x=1&y", "application/x-www-form-urlencoded"));
    }

    @Test
    void secret_isNowhereInTheClear() throws Exception {
        UUID original = store("LIST hidden");
        String flow = "flow-" + original;
        String sealedText = sealedBody(sealed.failed(original, "LIST hidden", ORIGINAL, KEY));
        replayed(named(original));

        for (String path : List.of(
                "/api/messages/" + original,
                "/api/messages?destination=hidden",
                "/api/flows/" + flow,
                "/api/flows/" + flow + "/sequence?format=plantuml",
                "/api/flows/" + flow + "/test",
                "/messages/" + original,
                "/flows/" + flow)) {
            assertThat(api.get(path).body()).as(path).doesNotContain(SECRET, sealedText.substring(0, 20));
        }
        assertThat(api.json("/api/flows/" + flow).toString()).contains("\"sealed\":{\"key\":\"k1\"}");
        assertThat(audited("REPLAY_STARTED").toString() + audited("REPLAY_ENDED"))
                .doesNotContain(SECRET);
        execute("CHECKPOINT");
        store("LIST hidden-too");
        try (Stream<Path> files = Files.walk(folder)) {
            assertThat(files.filter(Files::isRegularFile)).hasSizeGreaterThan(2).allSatisfy(file -> assertThat(
                            Files.readString(file, ISO_8859_1))
                    .as(file.toString())
                    .doesNotContain(SECRET));
        }
    }

    @Test
    void keys_areToldByNameAlone() throws Exception {
        assertThat(api.json("/api/server").path("vault").toString())
                .isEqualTo("{\"enabled\":true,\"keys\":[\"k1\"],\"dropped\":0}");
        for (String path : List.of("/actuator/env", "/actuator/configprops", "/api/server")) {
            assertThat(api.get(path).statusCode()).as(path).isEqualTo(200);
            assertThat(api.get(path).body()).as(path).doesNotContain(SealedEvents.base64(1));
        }
    }

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
    void falseEventThatNamesAnotherPlace_doesNotGetTheOriginalThere() throws Exception {
        UUID original = store("LIST right");
        ObjectNode lie = sealed.failed(original, "LIST right", ORIGINAL, KEY).get(0);
        lie.put("endpoint", "LIST wrong").put("timestamp", "2099-01-01T00:00:00Z");
        api.store(List.of(lie));

        assertNotOpened(original, "LIST wrong");
        assertThat(target.sentTo("LIST right")).isEmpty();
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

    private UUID store(String endpoint) throws Exception {
        UUID id = UUID.randomUUID();
        api.store(sealed.failed(id, endpoint, ORIGINAL, KEY));
        return id;
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

    private String sentTo(String endpoint) {
        List<Resend> sent = target.sentTo(endpoint);
        assertThat(sent).hasSize(1);
        return new String(sent.get(0).payload(), UTF_8);
    }

    private static String named(UUID message) {
        return "{\"messages\":[\"" + message + "\"]}";
    }

    private static String sealedBody(List<ObjectNode> events) {
        return events.get(0).at("/sealed/body").asString();
    }

    private void execute(String sql) throws Exception {
        server.getBean(DuckDbEventStore.class)
                .submit(connection -> {
                    try (Statement statement = connection.createStatement()) {
                        return statement.execute(sql);
                    }
                })
                .get();
    }

    private List<AuditEvent> audited(String type) {
        return server.getBean(AuditEventRepository.class).find(null, null, type);
    }
}
