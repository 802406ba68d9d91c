/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.rules.function;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import org.apache.flink.table.api.dataview.MapView;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ContextsTests {

    private final MapView<Long, byte[]> state = new MapView<>();
    private final Contexts contexts = new Contexts(state);

    @BeforeEach
    void start() {
        state.setMap(new HashMap<>());
    }

    @Test
    void hold_sameTwice_isKeptOnce() throws Exception {
        long first = contexts.hold(bytes("shop"));
        long second = contexts.hold(bytes("shop"));
        contexts.hold(bytes("stock"));

        assertThat(second).isEqualTo(first);
        assertThat(state.getMap()).hasSize(2);
        assertThat(text(contexts.get(first))).isEqualTo("shop");
    }

    @Test
    void release_ofTheLastHolder_letsItGo() throws Exception {
        long number = contexts.hold(bytes("shop"));
        contexts.hold(bytes("shop"));

        contexts.release(number);
        assertThat(text(contexts.get(number))).isEqualTo("shop");

        contexts.release(number);
        assertThat(state.getMap()).isEmpty();
    }

    @Test
    void release_ofNone_isNothing() throws Exception {
        contexts.release(7);

        assertThat(state.getMap()).isEmpty();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(ByteBuffer packed) {
        byte[] bytes = new byte[packed.remaining()];
        packed.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
