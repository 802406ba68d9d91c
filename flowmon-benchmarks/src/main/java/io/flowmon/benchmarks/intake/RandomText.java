/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.benchmarks.intake;

import java.util.Random;

/** Text that no store can compress much: six bits a character. */
final class RandomText {

    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+-";

    private RandomText() {}

    static void append(StringBuilder to, int characters, Random random) {
        for (int i = 0; i < characters; i++) {
            to.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
    }
}
