/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.crash;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Makes inputs from a corpus of files: each of them as it is, then changed ones without end. A failure's input belongs
 * into the corpus.
 */
final class Mutator {

    private static final List<String> TOKENS = List.of(
            "{",
            "}",
            "[",
            "]",
            "\"",
            ",",
            ":",
            "null",
            "-",
            "1e999",
            "\\u0000",
            "\\ud800",
            "\n",
            "\u0000",
            "\uFEFF",
            "\"correlation_id\":",
            "\"timestamp\":",
            "\"v\":2",
            "\"content\":",
            "99999999999999999999999",
            "true",
            "\"2026-13-45T99:99:99Z\"",
            "\u202E",
            "\u001B[31m",
            "'; DROP TABLE event; --",
            "[[[[[[[[[[[[[[[[[[[[");

    private static final int LONGEST = 64 << 10;

    private final List<byte[]> corpus = new ArrayList<>();
    private final Random random;
    private int made;

    Mutator(String corpusFolder, Random random) throws IOException {
        this.random = random;
        try (Stream<Path> files =
                Files.list(Path.of(Objects.requireNonNull(Mutator.class.getResource("/corpus/" + corpusFolder))
                        .toURI()))) {
            for (Path file : files.sorted().toList()) {
                corpus.add(Files.readAllBytes(file));
            }
        } catch (URISyntaxException impossible) {
            throw new IOException(impossible);
        }
    }

    synchronized byte[] next() {
        if (made < corpus.size()) {
            return corpus.get(made++);
        }
        byte[] input = corpus.get(random.nextInt(corpus.size()));
        for (int i = random.nextInt(4); i >= 0; i--) {
            input = mutate(input);
        }
        return input;
    }

    byte[] noise(int most) {
        byte[] noise = new byte[random.nextInt(most)];
        random.nextBytes(noise);
        return noise;
    }

    private byte[] mutate(byte[] input) {
        int at = random.nextInt(input.length + 1);
        int end = at + random.nextInt(input.length - at + 1);
        return switch (random.nextInt(7)) {
            case 0 -> Arrays.copyOf(input, at);
            case 1 -> join(Arrays.copyOf(input, at), Arrays.copyOfRange(input, end, input.length));
            case 2 -> insert(input, at, noise(16));
            case 3, 4 ->
                insert(input, at, TOKENS.get(random.nextInt(TOKENS.size())).getBytes(StandardCharsets.UTF_8));
            case 5 -> input.length > LONGEST ? input : insert(input, at, Arrays.copyOfRange(input, at, end));
            default -> flip(input);
        };
    }

    private byte[] flip(byte[] input) {
        byte[] flipped = input.clone();
        for (int i = random.nextInt(4); i >= 0 && flipped.length > 0; i--) {
            flipped[random.nextInt(flipped.length)] = (byte) random.nextInt(256);
        }
        return flipped;
    }

    private static byte[] insert(byte[] input, int at, byte[] what) {
        return join(join(Arrays.copyOf(input, at), what), Arrays.copyOfRange(input, at, input.length));
    }

    private static byte[] join(byte[] first, byte[] second) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream(first.length + second.length);
        joined.writeBytes(first);
        joined.writeBytes(second);
        return joined.toByteArray();
    }
}
