/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.test;

import static io.flowmon.test.FlowAssertTests.assertThatFailureOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowmon.core.encoding.EventEncoder;
import io.flowmon.core.encoding.ModuleIdentity;
import io.flowmon.core.event.CapturedBody;
import io.flowmon.core.event.Completion;
import io.flowmon.core.event.ErrorInfo;
import io.flowmon.core.event.Event;
import io.flowmon.core.event.Headers;
import io.flowmon.core.event.Outcome;
import io.flowmon.core.event.Result;
import io.flowmon.core.event.Role;
import io.flowmon.core.event.ServiceParams;
import io.flowmon.core.masking.Masker;
import io.flowmon.core.masking.MaskingMode;
import io.flowmon.core.masking.MaskingRules;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What was masked once stays as it is, and what was not is found. */
class SecretsTests {

    private static final String CARD = "4111111111111111";
    private static final String TOKEN = "Bearer abcdefghijklmnopqrstuvwxyz0123456789";

    private final CapturedFlows flows = new CapturedFlows().within(Duration.ofMillis(20));

    static List<MaskingRules> rules() {
        MaskingRules defaults = MaskingRules.defaults();
        return List.of(
                defaults,
                defaults.withMaskedNames(Set.of("customer")).withMaskedPaths(List.of("$.note")),
                defaults.withMode(MaskingMode.ALLOW_LIST).withAllowedNames(Set.of("id", "path", "body")),
                defaults.withKeptNames(Set.of("password")),
                defaults.withShapes(Set.of()));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void masked_isNotMaskedAgain(MaskingRules rules) {
        for (String body : List.of(
                "{\"id\":1,\"password\":{\"a\":\"x\"},\"card\":\"" + CARD + "\",\"note\":\"n\",\"customer\":[\"Jo\"]}",
                "[" + CARD + ",1.50,null,true]",
                "card=" + CARD + "&password=hunter2&n=1",
                "<order><password>hunter2</password><card>" + CARD + "</card></order>",
                "paid with " + CARD + ", password=hunter2, " + TOKEN)) {
            for (String type :
                    List.of("application/json", "text/plain", "application/xml", "application/x-www-form-urlencoded")) {
                JsonNode event = encoded(rules, body, type);

                assertThat(Remasking.places(new Arrival(event, rules, 0)))
                        .as("%s as %s: %s", body, type, event)
                        .isEmpty();
            }
        }
    }

    @Test
    void whatTheEncoderDidNotMask_isToldByItsPlaceAlone() {
        Sent.to(
                flows,
                new Sent(5, "shop", "receiver", "End call", "GET /cards/" + CARD)
                        .flow("card-" + CARD)
                        .action("a")
                        .message("m")
                        .closes(5, "exception")
                        .error("java.lang.IllegalStateException", "not paid with " + CARD)
                        .with("headers", "{\"Authorization\":\"" + TOKEN + "\",\"Cookie\":\"***\"}")
                        .with("business_keys", "{\"iban\":\"***\",\"token\":\"abc\"}")
                        .with(
                                "service_params",
                                "{\"path\":\"/cards/%s\",\"query\":\"password=x\",\"form\":{\"pin\":[\"1\",\"***\"]},"
                                                .formatted(CARD)
                                        + "\"body\":{\"a\":[{\"password\":\"hunter2\"}],\"ok\":1},\"secret\":\"x\"}")
                        .with("result", "{\"status\":500,\"body\":\"{\\\"password\\\":\\\"x\\\"}\"}"));

        String where = " of \"End call\", GET /cards/" + CARD + ", from shop\n";
        assertThatFailureOf(() -> assertThat(flows.single()).holdsNoSecrets())
                .startsWith("Expecting the flow to hold nothing that the masking rules would mask, but there is:\n")
                .contains("  correlation_id" + where)
                .contains("  endpoint" + where)
                .contains("  error.message" + where)
                .contains("  headers.Authorization" + where)
                .contains("  business_keys.token" + where)
                .contains("  service_params.path" + where)
                .contains("  service_params.query" + where)
                .contains("  service_params.body.a[0].password" + where)
                .contains("  service_params.secret" + where)
                .contains("  result.body" + where)
                .doesNotContain("hunter2", "Cookie", "iban", "body.ok");
        assertThatFailureOf(() -> assertThat(flows).holdsNoSecrets())
                .startsWith("Expecting the flows to hold nothing that the masking rules would mask, but there is:\n");
    }

    private static JsonNode encoded(MaskingRules rules, String content, String type) {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        CapturedBody body = new CapturedBody(bytes, bytes.length, false, type, null);
        Headers headers = new Headers();
        headers.add("Authorization", TOKEN);
        headers.add("Cookie", "session=abc");
        headers.add("Referer", "http://shop/?password=hunter2&card=" + CARD);
        headers.add("X-Card", CARD);
        Instant now = Instant.now();
        Event event = Event.builder("f", now, "POST /orders/{id}", "End call", Role.RECEIVER)
                .serviceParams(new ServiceParams(
                        "/orders/" + CARD,
                        "password=hunter2&card=" + CARD + "&n=a%20b",
                        null,
                        body,
                        Map.of("password", "hunter2", "card", CARD, "n", List.of(1, CARD))))
                .headers(headers)
                .result(Result.ofCall(200, body))
                .businessKeys(Map.of("order_id", "4711", "password", "hunter2"))
                .completion(new Completion(
                        now, now, 1, Outcome.EXCEPTION, ErrorInfo.of(new IllegalStateException("no " + CARD))))
                .build();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator json = JsonMapper.shared().createGenerator(out)) {
            new EventEncoder(new ModuleIdentity("shop", "shop_1"), new Masker(rules)).encode(event, json);
        }
        return JsonMapper.shared().readTree(out.toByteArray());
    }
}
