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
import io.flowmon.server.replay.target.Resend;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.actuate.audit.AuditEvent;
import org.springframework.boot.actuate.audit.AuditEventRepository;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Messages whose payloads were masked are sent again as they were, out of the vault; and nobody else gets to see them. */
class VaultReplaysTests extends VaultFixture {

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
        api.store(List.of(sealed.failedCall(original, "POST /orders/{id}", ORIGINAL, KEY)));

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
    void callThatIsReplayedOnceMore_isTheSameRequest() throws Exception {
        UUID original = UUID.randomUUID();
        api.store(List.of(sealed.failedCall(original, "POST /again/{id}", ORIGINAL, KEY)));

        replayed(named(original));
        replayed(named(target.sentTo("POST /again/{id}").get(0).messageId()));

        List<Resend> sent = target.sentTo("POST /again/{id}");
        assertThat(sent).hasSize(2);
        assertThat(sent.get(1).call()).isEqualTo(sent.get(0).call());
        assertThat(new String(sent.get(1).payload(), UTF_8)).isEqualTo(ORIGINAL);
    }

    @Test
    void messageOfAnExchange_goesThereByItsRoutingKey_howeverOftenItIsReplayed() throws Exception {
        UUID original = UUID.randomUUID();
        api.store(List.of(sealed.published(original, "shop", "order.created", ORIGINAL, KEY)));

        replayed(named(original));
        UUID second = target.sentTo("EXCHANGE shop/order.created").get(0).messageId();
        replayed(named(second));

        assertThat(api.json("/api/messages/" + second).at("/message/endpoint").asString())
                .isEqualTo("EXCHANGE shop");
        assertThat(target.sentTo("EXCHANGE shop/order.created")).hasSize(2).allSatisfy(sent -> assertThat(
                        new String(sent.payload(), UTF_8))
                .isEqualTo(ORIGINAL));
    }

    @Test
    void entryOfAStream_isItsFieldsAgain() throws Exception {
        UUID original = store("STREAM orders");

        replayed(named(original));

        assertThat(sentTo("STREAM orders")).isEqualTo(ORIGINAL);
        assertThat(target.sentTo("STREAM orders").get(0).carrier()).isEqualTo(Resend.Carrier.HEADERS);
    }

    @Test
    void originalsOfMoreThanIsHeldAtOnce_areSentPartByPart() throws Exception {
        String large = "{\"password\":\"" + "x".repeat(500_000) + "\"}";
        for (int i = 0; i < 40; i++) {
            api.store(sealed.failed(UUID.randomUUID(), "LIST heavy", large, KEY));
        }

        JsonNode replay = replayed("{\"filter\":{\"destination\":\"heavy\"}}");

        assertThat(replay.path("sent").asInt()).isEqualTo(40);
        assertThat(target.sentTo("LIST heavy")).hasSize(40).allSatisfy(sent -> assertThat(sent.payload())
                .hasSize(large.length()));
        assertThat(target.sentTo("LIST heavy").stream().map(Resend::originalId).distinct())
                .hasSize(40);
    }

    @ParameterizedTest
    @CsvSource({"EXCEPTION, failed", "TIMEOUT, unknown"})
    void originalThatWasOpenedAndNotSent_isNotedAsOpened(Outcome outcome, String noted) throws Exception {
        UUID original = store("LIST refusing-" + outcome);
        target.answers(outcome, "no answer");
        JsonNode replay;
        try {
            replay = replayed(named(original));
        } finally {
            target.answers(Outcome.OK, "");
        }

        assertThat(only(replay).path("outcome").asString()).isEqualTo(noted);
        assertThat(only(replay).path("detail").asString()).isEqualTo("From the vault. no answer");
    }

    @Test
    void secret_isNowhereInTheClear() throws Exception {
        UUID original = UUID.randomUUID();
        String flow = "flow-" + original;
        List<ObjectNode> told = sealed.failed(original, "LIST hidden", ORIGINAL, KEY);
        String sealedText = told.get(0).at("/sealed/body").asString();
        assertThat(sealedText).hasSizeGreaterThan(40);
        api.store(told);
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

    private List<AuditEvent> audited(String type) {
        return server.getBean(AuditEventRepository.class).find(null, null, type);
    }

    @Test
    void vault_tellsHowManyOriginalsItHolds_andNoSecret() throws Exception {
        store("LIST counted");

        JsonNode vault = api.json("/api/vault");

        assertThat(vault.path("enabled").asBoolean()).isTrue();
        assertThat(vault.at("/keys/0").asString()).isEqualTo("k1");
        assertThat(vault.at("/originals/0/key").asString()).isEqualTo("k1");
        assertThat(vault.at("/originals/0/opens").asBoolean()).isTrue();
        assertThat(vault.at("/originals/0/originals").asLong()).isPositive();
        assertThat(Instant.parse(vault.at("/originals/0/oldest").asString())).isBefore(Instant.now());
        assertThat(vault.toString()).doesNotContain(SealedEvents.base64(1), ORIGINAL);
        assertThat(api.get("/server").body()).contains("Vault", "can open them").doesNotContain(SealedEvents.base64(1));
    }
}
