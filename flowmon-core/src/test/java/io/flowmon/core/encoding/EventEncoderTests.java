/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.encoding;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowmon.core.context.TraceIds;
import io.flowmon.core.event.Completion;
import io.flowmon.core.event.ErrorInfo;
import io.flowmon.core.event.Event;
import io.flowmon.core.event.Headers;
import io.flowmon.core.event.Outcome;
import io.flowmon.core.event.Result;
import io.flowmon.core.event.Role;
import io.flowmon.core.event.ServiceParams;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class EventEncoderTests {

    private final EncodedEvents encoded = EncodedEvents.withDefaults();

    @Test
    void encode_smallestEvent_hasTheFieldsThatEveryEventHas() {
        JsonNode json = encoded.json(EncodedEvents.event().build());

        assertThat(json.propertyNames())
                .containsExactly(
                        "event_id",
                        "correlation_id",
                        "timestamp",
                        "module_type",
                        "module_id",
                        "endpoint",
                        "message_type",
                        "role");
        assertThat(UUID.fromString(json.get("event_id").stringValue()).version())
                .isEqualTo(7);
        assertThat(json.get("timestamp").stringValue()).isEqualTo("2026-11-22T16:27:09.012345Z");
        assertThat(json.get("module_id").stringValue()).isEqualTo("shop_host_1");
        assertThat(json.get("endpoint").stringValue()).isEqualTo("POST /orders/{id}");
        assertThat(json.get("role").stringValue()).isEqualTo("receiver");
    }

    @Test
    void encode_wholeSecond_writesSixZeros() {
        Instant second = Instant.parse("2027-01-02T03:04:05Z");
        Event event = EncodedEvents.event()
                .completion(new Completion(second, second, 0, Outcome.OK, null))
                .build();

        assertThat(encoded.json(event).get("begin_timestamp").stringValue()).isEqualTo("2027-01-02T03:04:05.000000Z");
    }

    @Test
    void encode_closedAction_writesSecondsInPlainDecimals() {
        Instant now = Instant.now();
        Event event = EncodedEvents.event()
                .completion(
                        new Completion(now, now, 1_500, Outcome.EXCEPTION, new ErrorInfo("a.B", "pin=1234, is wrong")))
                .build();

        String text = encoded.text(event);

        assertThat(text).contains("\"elapsed_time\":0.000001500").contains("\"outcome\":\"exception\"");
        assertThat(EncodedEvents.MAPPER.readTree(text).at("/error/message").stringValue())
                .isEqualTo("pin=***, is wrong");
    }

    @Test
    void encode_deliveryFacts_areWritten() {
        UUID message = UUID.randomUUID();
        Event event = EncodedEvents.event()
                .messageId(message)
                .parentMessageId(message)
                .actionId(message)
                .peer("redis:app_queue")
                .consumerGroup("workers")
                .redelivered(true)
                .sampleRate(0.0001)
                .trace(new TraceIds("4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7"))
                .build();

        String text = encoded.text(event);

        assertThat(text)
                .contains(
                        "\"action_id\":\"" + message,
                        "\"message_id\":\"" + message,
                        "\"parent_message_id\":\"" + message)
                .contains("\"peer\":\"redis:app_queue\",\"consumer_group\":\"workers\",\"redelivered\":true")
                .contains("\"sample_rate\":0.00010")
                .contains("\"trace_id\":\"4bf92f3577b34da6a3ce929d0e0e4736\",\"span_id\":\"00f067aa0ba902b7\"");
    }

    @Test
    void encode_theSameAgainAndAgain_isShownAndMaskedEachTime() {
        Event event = Event.builder(
                        "flow-1",
                        EncodedEvents.event().build().timestamp(),
                        "GET /cards/4111111111111111",
                        "End call",
                        Role.RECEIVER)
                .headers(new Headers()
                        .add("Authorization", "Bearer abcdefghijklmnop")
                        .add("Accept", "application/json")
                        .add("X-Note", "card 4111111111111111"))
                .peer("bank.example.com:443")
                .build();
        String first = withoutId(event);
        long masked = encoded.encoder().masked();

        for (int i = 1; i <= 5; i++) {
            assertThat(withoutId(event)).isEqualTo(first);
            assertThat(encoded.encoder().masked()).isEqualTo(masked * (i + 1));
        }
        assertThat(first).doesNotContain("4111", "abcdefgh").contains("application/json", "bank.example.com:443");
    }

    @Test
    void encode_manyHeadersOfStrangers_leavesTheOthersAsTheyWere() {
        for (int i = 0; i < 2_000; i++) {
            encoded.text(EncodedEvents.event()
                    .headers(new Headers().add("X-" + i, "value " + i).add("Accept", "*/*"))
                    .build());
        }

        assertThat(encoded.json(EncodedEvents.event()
                                .headers(new Headers().add("X-7", "value 8").add("Accept", "*/*"))
                                .build())
                        .get("headers"))
                .hasToString("{\"X-7\":\"value 8\",\"Accept\":\"*/*\"}");
    }

    @Test
    void encode_repeatedHeader_isOneListUnderItsFirstSpelling() {
        Headers headers = new Headers()
                .add("Accept", "text/html")
                .add("X-Tag", "a")
                .add("Authorization", "Bearer abcdef")
                .add("x-tag", "b");

        JsonNode json = encoded.json(EncodedEvents.event().headers(headers).build());

        assertThat(json.get("headers").toString())
                .isEqualTo("{\"Accept\":\"text/html\",\"X-Tag\":[\"a\",\"b\"],\"Authorization\":\"***\"}");
    }

    @Test
    void encode_query_keepsItsSpellingAndMasksByNameAndShape() {
        Event event = EncodedEvents.event()
                .serviceParams(ServiceParams.ofCall(
                        "/cards/4111%201111%201111%201111",
                        "q=a%20b&access_token=abc&card=5500-0000-0000-0004&pass%77ord=x&empty=&flag&bad=%zz",
                        null,
                        null))
                .build();

        JsonNode params = encoded.json(event).get("service_params");

        assertThat(params.get("query").stringValue())
                .isEqualTo("q=a%20b&access_token=***&card=***&pass%77ord=***&empty=&flag&bad=***");
        assertThat(params.get("path").stringValue()).isEqualTo("/cards/***");
    }

    @Test
    void encode_formAskedForAsParameters_isWrittenMasked() {
        Map<String, List<String>> form = new LinkedHashMap<>();
        form.put("amount", List.of("3"));
        form.put("newPassword", List.of("a", "b"));
        Event event = EncodedEvents.event()
                .serviceParams(ServiceParams.ofCall("/", null, form, null))
                .build();

        assertThat(encoded.json(event).at("/service_params/form").toString())
                .isEqualTo("{\"amount\":\"3\",\"newPassword\":[\"***\",\"***\"]}");
    }

    @Test
    void encode_businessKeys_areMaskedByNameAndShape() {
        Map<String, String> keys = new LinkedHashMap<>();
        keys.put("order_id", "4711");
        keys.put("iban", "x");
        keys.put("note", "paid from DE89 3704 0044 0532 0130 00");

        JsonNode json = encoded.json(EncodedEvents.event().businessKeys(keys).build());

        assertThat(json.get("business_keys").toString())
                .isEqualTo("{\"order_id\":\"4711\",\"iban\":\"***\",\"note\":\"paid from ***\"}");
    }

    @Test
    void encode_ownParameters_areWrittenByJacksonAndMasked() {
        record Account(String owner, String password) {}
        Map<String, Object> params = new LinkedHashMap<>();
        params.put("account", new Account("ann", "hunter2"));
        params.put("token", List.of(1, 2));
        params.put("count", 3);
        params.put("body", "not what was captured");

        JsonNode json = encoded.json(EncodedEvents.event()
                .serviceParams(ServiceParams.of(params))
                .result(new Result(0, null, Map.of("receivers", 2L)))
                .build());

        assertThat(json.get("service_params").toString())
                .isEqualTo("{\"account\":{\"owner\":\"ann\",\"password\":\"***\"},\"token\":\"***\",\"count\":3,"
                        + "\"body_\":\"not what was captured\"}");
        assertThat(json.get("result").toString()).isEqualTo("{\"receivers\":2}");
    }

    @Test
    void encode_manyEvents_countsMaskedValuesAndUsesOneEncoder() {
        Event event = EncodedEvents.event()
                .headers(new Headers().add("Cookie", "a=b"))
                .businessKeys(Map.of("pin", "1"))
                .build();

        encoded.text(event);
        encoded.text(event);

        assertThat(encoded.encoder().masked()).isEqualTo(4);
    }

    private String withoutId(Event event) {
        ObjectNode json = (ObjectNode) encoded.json(event);
        json.remove("event_id");
        return json.toString();
    }
}
