/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.context;

/**
 * Decides which flows are recorded: once, where a flow begins. The same correlation id always gives the same answer, in
 * every process, so that services that decide apart from each other agree; and a flow that is recorded at one rate is
 * recorded at every higher one.
 *
 * <p>Immutable; any thread, never blocks.
 */
public final class FlowSampler {

    private static final long FNV_OFFSET = 0xCBF2_9CE4_8422_2325L;
    private static final long FNV_PRIME = 0x0000_0100_0000_01B3L;
    private static final long FIRST_MIX = 0xFF51_AFD7_ED55_8CCDL;
    private static final long SECOND_MIX = 0xC4CE_B9FE_1A85_EC53L;
    private static final int HALF = 33;
    private static final int SURPLUS_BITS = Long.SIZE - 53;
    private static final double UNIT = 0x1.0p-53;

    private final double rate;

    /** @param rate the share of flows to record, from 0 to 1 */
    public FlowSampler(double rate) {
        if (!(rate >= 0 && rate <= 1)) {
            throw new IllegalArgumentException("A sample rate is a number from 0 to 1, not " + rate);
        }
        this.rate = rate;
    }

    /** A new flow, not yet about any message. */
    public FlowContext newFlow() {
        String correlationId = CorrelationIds.create();
        return new FlowContext(correlationId, null, decide(correlationId, rate));
    }

    /** The sample rate of a flow that begins here: {@code rate}, or 0 when it is not among those to be recorded. */
    public static double decide(String correlationId, double rate) {
        return rate >= 1 || position(correlationId) < rate ? rate : 0;
    }

    /** Where the id stands between 0 and 1; ids are spread evenly. */
    static double position(String correlationId) {
        long hash = fnv1a(correlationId);
        hash = (hash ^ (hash >>> HALF)) * FIRST_MIX;
        hash = (hash ^ (hash >>> HALF)) * SECOND_MIX;
        hash ^= hash >>> HALF;
        return (hash >>> SURPLUS_BITS) * UNIT;
    }

    /** FNV-1a of 64 bits; the characters of a correlation id are its bytes. */
    static long fnv1a(String text) {
        long hash = FNV_OFFSET;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * FNV_PRIME;
        }
        return hash;
    }
}
