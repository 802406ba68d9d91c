/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.rules.function;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.flink.table.api.dataview.MapView;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KeyPagesTests {

    private static final long SEED = 7;

    private final MapView<Integer, byte[]> pages = new MapView<>();
    private final StepClock clock = new StepClock();
    private final List<Long> seen = new ArrayList<>();

    @BeforeEach
    void start() {
        pages.setMap(new HashMap<>());
    }

    @Test
    void get_afterManyChanges_isAsInAMap() throws Exception {
        Random random = new Random(SEED);
        Map<Long, byte[]> expected = new HashMap<>();
        for (int i = 0; i < 200_000; i++) {
            long key = random.nextInt(5_000) * 0x9E3779B97F4A7C15L;
            if (random.nextInt(3) == 0) {
                expected.remove(key);
                keys().remove(key);
            } else {
                byte[] record = record(1_000 + random.nextInt(1_000), random.nextInt(40));
                expected.put(key, record);
                keys().put(key, record);
            }
        }
        for (int i = 0; i < 5_000; i++) {
            long key = i * 0x9E3779B97F4A7C15L;
            assertThat(keys().get(key)).isEqualTo(expected.get(key));
        }
    }

    @Test
    void remove_ofAll_leavesNoPage() throws Exception {
        for (long key = 0; key < 1_000; key++) {
            keys().put(key, record(1_000, 3));
        }
        for (long key = 0; key < 1_000; key++) {
            keys().remove(key);
        }
        clock.moveTo(1_000, this::onTimer);

        assertThat(pages.getMap()).isEmpty();
        assertThat(clock.timers()).isEmpty();
    }

    @Test
    void onTimer_always_isGivenWhatIsDueAndNothingElse() throws Exception {
        keys().put(1, record(1_000, 0));
        keys().put(2, record(900, 5));
        keys().put(3, record(5_000, 5));
        clock.moveTo(899, this::onTimer);
        assertThat(seen).isEmpty();

        clock.moveTo(900, this::onTimer);
        assertThat(seen).containsExactly(900L);
        assertThat(keys().get(2)).isNull();

        clock.moveTo(4_999, this::onTimer);
        assertThat(seen).containsExactly(900L, 1_000L);

        clock.moveTo(5_000, this::onTimer);
        assertThat(seen).containsExactly(900L, 1_000L, 5_000L);
        assertThat(pages.getMap()).isEmpty();
    }

    @Test
    void onTimer_manyAreDueSoon_looksOnceASecond() throws Exception {
        for (long key = 0; key < 10_000; key++) {
            keys().put(key, record(1_000 + key, 0));
        }
        for (long time = 0; time <= 13_000; time += 100) {
            clock.moveTo(time, this::onTimer);
        }
        assertThat(seen).hasSize(10_000);
        assertThat(clock.called()).isBetween(10, 12);
    }

    @Test
    void onTimer_timeJumps_missesNothing() throws Exception {
        keys().put(1, record(1_000, 0));
        keys().put(2, record(70_000, 0));
        clock.moveTo(1_000_000, this::onTimer);
        assertThat(seen).containsExactlyInAnyOrder(1_000L, 70_000L);

        keys().put(3, record(2_000, 0));
        clock.moveTo(1_000_100, this::onTimer);
        assertThat(seen).hasSize(3);
    }

    @Test
    void onTimer_recordThatIsKept_isDueAgain() throws Exception {
        keys().put(1, record(1_000, 0));
        clock.moveTo(1_000, time -> new KeyPages(pages, clock).onTimer((record, now) -> record(3_000, 9)));
        assertThat(keys().get(1)).isEqualTo(record(3_000, 9));

        clock.moveTo(3_000, this::onTimer);
        assertThat(seen).containsExactly(3_000L);
    }

    private KeyPages keys() {
        return new KeyPages(pages, clock);
    }

    private void onTimer(long time) throws Exception {
        keys().onTimer((record, now) -> {
            seen.add(ByteBuffer.wrap(record).getLong());
            return null;
        });
    }

    private static byte[] record(long due, int more) {
        return ByteBuffer.allocate(Long.BYTES + more).putLong(due).array();
    }
}
