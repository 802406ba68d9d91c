/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.vault;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The message that an original belongs to, and where it went: the additional authenticated data, so that what is sealed
 * opens for no other message and is sent to no other place. All of it stands in the event that carries the sealed original;
 * of an event that was masked or changed there, it does not open.
 *
 * @param messageId the message
 * @param endpoint where it went, as its sender names it
 * @param peer the called host, or the destination; null if the event has none
 * @param path the raw path of a call; null if it has none
 * @param query the raw query of a call; null if it has none
 * @param routingKey what it was published with to an exchange; null if it has none
 */
public record SealedFor(
        UUID messageId,
        String endpoint,
        @Nullable String peer,
        @Nullable String path,
        @Nullable String query,
        @Nullable String routingKey) {

    private static final String PURPOSE = "flowmon-vault-1";

    /** One and only one text of bytes for each value: every part has its length before it. */
    byte[] bytes(String keyId) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            write(out, PURPOSE);
            write(out, keyId);
            out.writeLong(messageId.getMostSignificantBits());
            out.writeLong(messageId.getLeastSignificantBits());
            write(out, endpoint);
            write(out, peer);
            write(out, path);
            write(out, query);
            write(out, routingKey);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    private static void write(DataOutputStream out, @Nullable String part) throws IOException {
        if (part == null) {
            out.writeInt(-1);
            return;
        }
        byte[] text = part.getBytes(StandardCharsets.UTF_8);
        out.writeInt(text.length);
        out.write(text);
    }
}
