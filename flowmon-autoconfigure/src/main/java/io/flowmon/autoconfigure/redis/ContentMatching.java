/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.redis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.data.redis.connection.RedisListCommands.Position;
import org.springframework.data.redis.connection.RedisScriptingCommands;
import org.springframework.data.redis.connection.ReturnType;
import org.springframework.util.FileCopyUtils;

/**
 * The commands that name an element by its value, where the values are envelopes and the application names contents. Run
 * in Redis by a script: in one step, and with its answer in its place also in a pipeline or a transaction.
 */
final class ContentMatching {

    private static final byte[] SCRIPT = script();
    private static final byte[] NOTHING = {};

    private ContentMatching() {}

    /**
     * Removes elements with this content.
     *
     * @param stored the bytes of the one element that is meant if it is there, or empty
     */
    static @Nullable Long remove(RedisScriptingCommands redis, byte[] key, long count, byte[] content, byte[] stored) {
        return redis.eval(
                SCRIPT,
                ReturnType.INTEGER,
                1,
                key,
                text("LREM"),
                content,
                base64(content),
                number(Math.abs(count)),
                text(count < 0 ? "tail" : "head"),
                number(0),
                Math.abs(count) == 1 ? stored : NOTHING);
    }

    static @Nullable List<Long> positions(
            RedisScriptingCommands redis, byte[] key, byte[] content, @Nullable Integer rank, @Nullable Integer count) {
        int from = rank == null ? 1 : rank;
        return redis.eval(
                SCRIPT,
                ReturnType.MULTI,
                1,
                key,
                text("LPOS"),
                content,
                base64(content),
                number(count == null ? 1 : count),
                text(from < 0 ? "tail" : "head"),
                number(Math.abs(from) - 1L));
    }

    static @Nullable Long insert(
            RedisScriptingCommands redis, byte[] key, Position where, byte[] pivot, byte[] stored) {
        return redis.eval(
                SCRIPT,
                ReturnType.INTEGER,
                1,
                key,
                text("LINSERT"),
                pivot,
                base64(pivot),
                number(1),
                text("head"),
                number(0),
                stored,
                text(where.name()));
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] number(long number) {
        return text(Long.toString(number));
    }

    private static byte[] base64(byte[] content) {
        return Base64.getEncoder().encode(content);
    }

    private static byte[] script() {
        try {
            return FileCopyUtils.copyToByteArray(
                    new ClassPathResource("content-matching.lua", ContentMatching.class).getInputStream());
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}
