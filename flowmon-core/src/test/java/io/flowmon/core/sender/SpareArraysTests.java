/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.sender;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SpareArraysTests {

    private static final int ARRAY = 64 * 1024;

    private final SpareArrays spare = new SpareArrays(3 * ARRAY);

    @Test
    void anArrayGivenBack_isTakenForWhatFillsHalfOfIt() {
        byte[] array = spare.take(ARRAY);
        spare.give(array, 0);

        assertThat(spare.take(ARRAY + 1)).isNotSameAs(array).hasSizeGreaterThan(ARRAY);
        assertThat(spare.take(ARRAY / 2 - 1)).isNotSameAs(array);
        assertThat(spare.take(ARRAY / 2)).isSameAs(array);
        assertThat(spare.take(ARRAY / 2)).isNotSameAs(array);
    }

    @Test
    void arraysInUse_countAsMuchAsSpareOnes() {
        spare.give(used(), 2 * ARRAY + 1);
        assertThat(held()).isZero();

        spare.give(used(), 2 * ARRAY);
        spare.give(used(), 2 * ARRAY);
        assertThat(held()).isEqualTo(1);
    }

    @Test
    void trim_makesRoomForArraysInUse_andKeepsNothingForAnIdleSender() {
        giveThree();
        spare.trim(2 * ARRAY);
        assertThat(held()).isEqualTo(1);

        giveThree();
        spare.trim(0);
        assertThat(held()).isZero();
    }

    @Test
    void none_keepsNothing() {
        SpareArrays none = SpareArrays.none();
        byte[] array = none.take(ARRAY + 1);
        none.give(array, 0);

        assertThat(array).hasSize(ARRAY + 1);
        assertThat(none.take(ARRAY + 1)).isNotSameAs(array);
    }

    private void giveThree() {
        for (int i = 0; i < 3; i++) {
            spare.give(used(), 0);
        }
    }

    private static byte[] used() {
        byte[] array = new byte[ARRAY];
        array[0] = 1;
        return array;
    }

    /** How many arrays are spare; they are taken. */
    private int held() {
        int held = 0;
        while (spare.take(ARRAY)[0] == 1) {
            held++;
        }
        return held;
    }
}
