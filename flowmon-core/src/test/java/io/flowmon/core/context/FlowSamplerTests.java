/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FlowSamplerTests {

    private static final int IDS = 100_000;
    private static final int SLOTS = 20;

    /** The critical value of chi-squared with 19 degrees of freedom that chance exceeds once in a million sets. */
    private static final double CHANCE = 66.6;

    /** The published test vectors of FNV-1a with 64 bits. */
    @ParameterizedTest
    @CsvSource({"'',cbf29ce484222325", "a,af63dc4c8601ec8c", "b,af63df4c8601f1a5", "foobar,85944171f73967e8"})
    void fnv1a_isThatOfEveryOtherLanguage(String text, String hash) {
        assertThat(Long.toHexString(FlowSampler.fnv1a(text))).isEqualTo(hash);
    }

    /** What a program in another language can hold its own sampler against. */
    @ParameterizedTest
    @CsvSource({
        "order-1,0.2855721819750586",
        "0198a000-0000-7000-8000-000000000001,0.4909107544207868",
        "4bf92f3577b34da6a3ce929d0e0e4736,0.9000390389919163"
    })
    void position_isThatOfEveryOtherLanguage(String id, double position) {
        assertThat(FlowSampler.position(id)).isCloseTo(position, within(1e-15));
    }

    @ParameterizedTest
    @MethodSource("ids")
    void position_isSpreadEvenly(String kind, List<String> ids) {
        long[] found = new long[SLOTS];
        ids.forEach(id -> found[(int) (FlowSampler.position(id) * SLOTS)]++);

        double expected = (double) ids.size() / SLOTS;
        double chiSquared = 0;
        for (long count : found) {
            chiSquared += (count - expected) * (count - expected) / expected;
        }
        assertThat(chiSquared).as(kind).isLessThan(CHANCE);
    }

    @ParameterizedTest
    @MethodSource("ids")
    void decide_recordsTheShareThatWasAskedFor(String kind, List<String> ids) {
        for (double rate : new double[] {0.001, 0.01, 0.1, 0.5, 0.9}) {
            long recorded =
                    ids.stream().filter(id -> FlowSampler.decide(id, rate) > 0).count();
            double deviation = Math.sqrt(ids.size() * rate * (1 - rate));
            assertThat((double) recorded)
                    .as("%s at %s", kind, rate)
                    .isCloseTo(ids.size() * rate, within(5 * deviation));
        }
    }

    static List<Object[]> ids() {
        Random random = new Random(42);
        return List.of(
                set("counted", i -> "order-" + i),
                set("numbers", Integer::toString),
                set(
                        "UUIDs of one second",
                        i -> new UUID((0x0198A0000000L << 16) | 0x7000 | (i & 0xFFF), random.nextLong()).toString()),
                set("trace ids", i -> new UUID(random.nextLong(), random.nextLong())
                        .toString()
                        .replace("-", "")),
                set("counted trace ids", i -> String.format("%032x", i)));
    }

    private static Object[] set(String kind, IntFunction<String> id) {
        return new Object[] {kind, IntStream.range(0, IDS).mapToObj(id).toList()};
    }

    @Test
    void decide_recordedAtALowRate_isRecordedAtEveryHigherOne() {
        for (int i = 0; i < 10_000; i++) {
            String id = "flow:" + i;
            if (FlowSampler.decide(id, 0.05) > 0) {
                assertThat(FlowSampler.decide(id, 0.2)).isEqualTo(0.2);
            }
        }
    }

    @Test
    void decide_allOrNone_isCertain() {
        for (int i = 0; i < 1_000; i++) {
            assertThat(FlowSampler.decide("id" + i, 1)).isOne();
            assertThat(FlowSampler.decide("id" + i, 0)).isZero();
        }
    }

    @Test
    void newFlow_isDecidedByItsOwnId() {
        FlowSampler sampler = new FlowSampler(0.5);

        for (int i = 0; i < 100; i++) {
            FlowContext flow = sampler.newFlow();
            assertThat(flow.sampleRate()).isEqualTo(FlowSampler.decide(flow.correlationId(), 0.5));
            assertThat(flow.handling(UUID.randomUUID()).sampleRate()).isEqualTo(flow.sampleRate());
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1.1, Double.NaN, Double.POSITIVE_INFINITY})
    void constructor_rateOutOfRange_isRefused(double rate) {
        assertThatIllegalArgumentException().isThrownBy(() -> new FlowSampler(rate));
    }
}
