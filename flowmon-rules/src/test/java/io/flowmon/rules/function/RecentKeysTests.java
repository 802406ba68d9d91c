/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.rules.function;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.stream.IntStream;
import org.apache.flink.table.api.dataview.MapView;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RecentKeysTests {

    private static final int MANY = 100_000;

    private final MapView<Integer, byte[]> pages = new MapView<>();

    @BeforeEach
    void start() {
        pages.setMap(new HashMap<>());
    }

    @Test
    void contains_ofNoneAndOfAnother_isFalse() throws Exception {
        assertThat(keys().contains(0)).isFalse();

        keys().add(1);

        assertThat(keys().contains(1)).isTrue();
        assertThat(keys().contains(0)).isFalse();
        assertThat(keys().contains(257)).isFalse();
    }

    @Test
    void add_ofMany_knowsTheNewestInBoundedSpace() throws Exception {
        for (int i = 0; i < MANY; i++) {
            keys().add(key(i));
        }

        long forgotten =
                IntStream.range(MANY - 10_000, MANY).filter(i -> !contains(i)).count();
        assertThat(forgotten).isLessThan(10);
        assertThat(contains(MANY - 1)).isTrue();
        assertThat(contains(0)).isFalse();
        assertThat(pages.getMap()).hasSize(256);
        assertThat(pages.getMap().values()).allMatch(page -> page.length <= 512);
    }

    @Test
    void add_againAndAgain_takesNoPlaceOfAnother() throws Exception {
        keys().add(256);
        for (int i = 0; i < 1_000; i++) {
            keys().add(0);
        }

        assertThat(keys().contains(256)).isTrue();
        assertThat(pages.getMap()).hasSize(1);
        assertThat(pages.getMap().values()).allMatch(page -> page.length == 16);
    }

    private boolean contains(int i) {
        try {
            return keys().contains(key(i));
        } catch (Exception unexpected) {
            throw new AssertionError(unexpected);
        }
    }

    private RecentKeys keys() {
        return new RecentKeys(pages);
    }

    private static long key(int i) {
        return KeyHash.of(("message " + i).getBytes(StandardCharsets.UTF_8));
    }
}
