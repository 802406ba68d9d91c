/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.NullNode;

/** What a message is, and what it is after its trip. */
class FlowMessageTests extends MessagingFixture {

    @Test
    void pack_outsideOfAnyMessage_makesRootWithAnIdOfItsOwn() {
        FlowMessage<String> first = messaging.pack("a");
        FlowMessage<String> second = messaging.pack("a");

        assertThat(first.content()).isEqualTo("a");
        assertThat(first.parentId()).isEmpty();
        assertThat(first.id()).isNotEqualTo(second.id());
        assertThat(first.correlationId()).isNotEqualTo(second.correlationId());
    }

    @Test
    void unpack_givesIdsAndContentThatWerePacked() {
        FlowMessage<Order> parent = messaging.pack(new Order("4711", 2));
        FlowMessage<Order> sent = parent.child(new Order("4712", 3));

        FlowMessage<Order> received = messaging.unpack(sent.toJson(), Order.class);

        assertThat(received.content()).isEqualTo(new Order("4712", 3));
        assertThat(received.id()).isEqualTo(sent.id());
        assertThat(received.parentId()).contains(parent.id());
        assertThat(received.correlationId()).isEqualTo(parent.correlationId());
        assertThat(received.replay()).isFalse();
    }

    @Test
    void unpack_rootAfterItsTrip_isStillRoot() {
        assertThat(messaging.unpack(messaging.pack(1).toJson()).parentId()).isEmpty();
    }

    @Test
    void unpack_messageThatWasUnpacked_staysTheSame() {
        String once =
                messaging.pack(Map.of("command", "list", "target", "posts")).toJson();

        assertThat(messaging.unpack(once).toJson()).isEqualTo(once);
    }

    @Test
    void unpack_withoutType_givesJson() {
        JsonNode content =
                messaging.unpack(messaging.pack(new Order("1", 2)).toJson()).content();

        assertThat(content.path("pieces").asInt()).isEqualTo(2);
    }

    @Test
    void unpack_textsNumbersBytesAndNull_keepTheirTypes() {
        assertThat(messaging
                        .unpack(messaging.pack("123").toJson(), String.class)
                        .content())
                .isEqualTo("123");
        assertThat(messaging
                        .unpack(messaging.pack("\"quoted\" żółw").toJson(), String.class)
                        .content())
                .isEqualTo("\"quoted\" żółw");
        assertThat(messaging.unpack(messaging.pack("123").toJson()).content().isString())
                .isTrue();
        assertThat(messaging.unpack(messaging.pack(123L).toJson(), Long.class).content())
                .isEqualTo(123L);
        assertThat(messaging
                        .unpack(messaging.pack(new byte[] {0, -1, 127}).toJson(), byte[].class)
                        .content())
                .containsExactly(0, -1, 127);
        assertThat(messaging
                        .unpack(messaging.pack(NullNode.getInstance()).toJson())
                        .content()
                        .isNull())
                .isTrue();
        assertThat(messaging
                        .unpack(
                                messaging.pack(List.of(new Order("1", 2))).toJson(),
                                new TypeReference<List<Order>>() {})
                        .content())
                .containsExactly(new Order("1", 2));
    }

    @Test
    void unpack_plainTextAndBytesOfOtherSenders_areReadWhereTheTypeHoldsThem() {
        String header = "{\"flowmon\":{\"v\":1,\"correlation_id\":\"c\",\"message_id\":\"" + UUID.randomUUID() + "\"";

        assertThat(messaging
                        .unpack(header + "},\"content\":\"no JSON\"}", String.class)
                        .content())
                .isEqualTo("no JSON");
        assertThat(messaging
                        .unpack(header + ",\"encoding\":\"base64\"},\"content\":\"//8=\"}", byte[].class)
                        .content())
                .containsExactly(-1, -1);
        assertThatThrownBy(() -> messaging.unpack(header + "},\"content\":\"no JSON\"}", Order.class))
                .isInstanceOf(MessageContentException.class)
                .hasMessageContaining("is not a io.flowmon.core.message.MessagingFixture$Order");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 480})
    void pack_deepAndWideContent_survives(int depth) {
        String nested = "[".repeat(depth) + "[],".repeat(600) + "[]" + "]".repeat(depth);
        JsonNode content = JsonMapper.shared().readTree(nested);

        assertThat(messaging.unpack(messaging.pack(content).toJson()).content()).isEqualTo(content);
    }

    @Test
    void pack_contentThatChangesLater_keepsWhatItWas() {
        Map<String, Object> content = new LinkedHashMap<>(Map.of("a", 1));
        FlowMessage<Map<String, Object>> message = messaging.pack(content);
        content.put("a", 2);

        assertThat(messaging.unpack(message.toJson()).content().path("a").asInt())
                .isEqualTo(1);
    }

    @Test
    void pack_contentThatJacksonCannotWrite_saysSo() {
        Map<String, Object> endless = new LinkedHashMap<>();
        endless.put("self", endless);

        assertThatThrownBy(() -> messaging.pack(endless))
                .isInstanceOf(MessageContentException.class)
                .hasMessage("Content of type java.util.LinkedHashMap cannot be written as JSON.");
    }

    @Test
    void staticMethods_useTheProcessDefaultUntilItIsClosed() {
        messaging.asDefault();
        FlowMessage<String> message = FlowMessage.pack("a");
        assertThat(FlowMessage.unpack(message.toJson(), String.class).content()).isEqualTo("a");
        assertThat(FlowMessage.unpack(message.toJson()).id()).isEqualTo(message.id());

        messaging.close();

        assertThatThrownBy(() -> FlowMessage.pack("a"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("FlowMessaging.builder().module(");
    }

    @Test
    void toString_tellsNoContent() {
        assertThat(messaging.pack("secret").toString()).doesNotContain("secret");
    }
}
