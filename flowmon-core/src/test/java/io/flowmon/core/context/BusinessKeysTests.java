/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.context;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class BusinessKeysTests {

    private final BusinessKeys keys = new BusinessKeys();

    @Test
    void put_again_replacesAndLeavesEarlierSnapshotsAlone() {
        assertThat(keys.put("order_id", "1")).isTrue();
        Map<String, String> before = keys.asMap();
        assertThat(keys.put("order_id", "2")).isTrue();

        assertThat(before).isEqualTo(Map.of("order_id", "1"));
        assertThat(keys.asMap()).isEqualTo(Map.of("order_id", "2"));
    }

    @Test
    void put_beyondTheBounds_changesNothing() {
        assertThat(keys.put("long", "x".repeat(BusinessKeys.MAX_LENGTH + 1))).isFalse();
        for (int i = 0; i < BusinessKeys.MAX_KEYS; i++) {
            assertThat(keys.put("key" + i, "x".repeat(BusinessKeys.MAX_LENGTH))).isTrue();
        }
        assertThat(keys.put("one more", "value")).isFalse();
        assertThat(keys.put("key0", "still replaced")).isTrue();

        assertThat(keys.asMap()).hasSize(BusinessKeys.MAX_KEYS).containsEntry("key0", "still replaced");
    }

    @Test
    void handling_ofAMessage_keepsTheKeysOfTheFlow() {
        FlowContext flow = FlowContext.newFlow();
        flow.handling(UUID.randomUUID()).businessKeys().put("order_id", "1");

        assertThat(flow.businessKeys().asMap()).isEqualTo(Map.of("order_id", "1"));
    }
}
