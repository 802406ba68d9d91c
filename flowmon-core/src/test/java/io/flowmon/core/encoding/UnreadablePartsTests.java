/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.encoding;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowmon.core.event.Headers;
import io.flowmon.core.event.ServiceParams;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What an application hands over and cannot be read costs that part alone. */
class UnreadablePartsTests {

    private final EncodedEvents encoded = EncodedEvents.withDefaults();

    @Test
    void encode_partThatThrows_masksThatPartAndKeepsTheEvent() {
        Map<String, Object> params = new LinkedHashMap<>();
        params.put("before", "kept");
        params.put("broken", new Broken(false));
        List<Object> endless = new ArrayList<>();
        endless.add(endless);
        params.put("endless", endless);
        params.put("large", "x".repeat(100).repeat(1000).split("", -1));
        params.put("after", "kept too");

        JsonNode json = encoded.json(EncodedEvents.event()
                .serviceParams(ServiceParams.of(params))
                .businessKeys(new BrokenMap())
                .peer("next")
                .build());

        assertThat(json.get("service_params").toString())
                .isEqualTo("{\"before\":\"kept\",\"broken\":\"***\",\"endless\":\"***\",\"large\":\"***\","
                        + "\"after\":\"kept too\"}");
        assertThat(json.get("business_keys").stringValue()).isEqualTo("***");
        assertThat(json.get("peer").stringValue()).isEqualTo("next");
    }

    @Test
    void encode_othersThatCannotBeRead_masksThemAndKeepsTheEvent() {
        JsonNode json = encoded.json(EncodedEvents.event()
                .serviceParams(ServiceParams.of(new BrokenMap()))
                .peer("next")
                .build());

        assertThat(json.at("/service_params/others").stringValue()).isEqualTo("***");
        assertThat(json.get("peer").stringValue()).isEqualTo("next");
    }

    @Test
    void encode_halfSurrogatesAndControlCharacters_staysReadable() {
        String odd = "a\uD800b\u0000c\u001Bd\uDC00\uD83D\uDE00";
        JsonNode json = encoded.json(EncodedEvents.event()
                .headers(new Headers().add("X-Odd", odd))
                .businessKeys(Map.of("odd", odd))
                .peer(odd)
                .build());

        String shown = "a\uFFFDb\u0000c\u001Bd\uFFFD\uD83D\uDE00";
        assertThat(json.at("/headers/X-Odd").stringValue()).isEqualTo(shown);
        assertThat(json.at("/business_keys/odd").stringValue()).isEqualTo(shown);
        assertThat(json.get("peer").stringValue()).isEqualTo(shown);
    }

    /** An application's object whose getter fails. */
    public record Broken(boolean open) {
        public String getValue() {
            if (open) {
                return "open";
            }
            throw new IllegalStateException("no session");
        }
    }

    private static final class BrokenMap extends LinkedHashMap<String, String> {
        BrokenMap() {
            put("a", "b");
        }

        @Override
        public java.util.Set<Map.Entry<String, String>> entrySet() {
            throw new IllegalStateException("closed");
        }

        @Override
        public void forEach(java.util.function.BiConsumer<? super String, ? super String> action) {
            throw new IllegalStateException("closed");
        }
    }
}
