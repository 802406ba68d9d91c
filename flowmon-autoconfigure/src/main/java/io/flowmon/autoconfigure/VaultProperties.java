/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure;

import static io.flowmon.autoconfigure.PropertyChecks.positive;

import io.flowmon.core.vault.PayloadSealer;
import io.flowmon.core.vault.VaultKey;
import io.flowmon.core.vault.VaultKeyException;
import io.flowmon.core.vault.VaultKeyFiles;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Whether the originals of masked payloads leave sealed, so that they can be replayed. Without a key none leaves.
 *
 * @param key Key that seals the originals of masked payloads, for replays alone: 32 random bytes as base64. Default: none, and
 *     no original leaves.
 * @param keyFile File that holds the key, instead of the property.
 * @param keyId What flowmon-server calls the key.
 * @param maxSize Most bytes of an original that is sealed.
 */
@ConfigurationProperties("flowmon.vault")
record VaultProperties(
        @Nullable String key,
        @Nullable Path keyFile,
        @DefaultValue("default") String keyId,
        @DefaultValue("64KB") DataSize maxSize) {

    private static final String KEY = "flowmon.vault.key";
    private static final String KEY_FILE = "flowmon.vault.key-file";
    private static final String MAX_SIZE = "flowmon.vault.max-size";
    private static final String HOW_TO_MAKE_ONE =
            "Set it to 32 random bytes as base64, such as 'openssl rand -base64 32' prints, or remove it.";

    VaultProperties {
        positive(MAX_SIZE, maxSize);
        if (!VaultKey.isId(keyId)) {
            throw new InvalidFlowmonPropertyException(
                    "flowmon.vault.key-id",
                    "'" + keyId + "' is no name of a key.",
                    "Set 1 to 64 small letters, digits, dots and dashes.");
        }
        if (key != null) {
            if (keyFile != null) {
                throw new InvalidFlowmonPropertyException(
                        KEY, "It is set, and " + KEY_FILE + " as well.", "Set one of the two.");
            }
            of(keyId, key);
        }
    }

    private static VaultKey of(String id, String key) {
        try {
            return VaultKey.of(id, key);
        } catch (VaultKeyException unusable) {
            throw new InvalidFlowmonPropertyException(KEY, String.valueOf(unusable.getMessage()), HOW_TO_MAKE_ONE);
        }
    }

    /**
     * What seals; null if nothing is to be sealed.
     *
     * @param batchSize most bytes in a batch: an event that does not fit into one would be lost
     */
    @Nullable
    PayloadSealer sealer(DataSize batchSize) {
        VaultKey used = used();
        if (used == null) {
            return null;
        }
        long most = Math.min(batchSize.toBytes() / 4, PayloadSealer.LARGEST);
        if (maxSize.toBytes() > most) {
            throw new InvalidFlowmonPropertyException(
                    MAX_SIZE,
                    "It must be at most " + most + " bytes, not " + maxSize.toBytes()
                            + ": a quarter of a batch (flowmon.sender.batch-size), and 2 MB.",
                    "Set a smaller size, or larger batches.");
        }
        return new PayloadSealer(used, (int) maxSize.toBytes());
    }

    private @Nullable VaultKey used() {
        if (key != null) {
            return of(keyId, key);
        }
        return keyFile == null ? null : read(keyId, keyFile);
    }

    private static VaultKey read(String id, Path file) {
        try {
            return VaultKeyFiles.read(id, file);
        } catch (VaultKeyException unusable) {
            throw new InvalidFlowmonPropertyException(
                    KEY_FILE,
                    String.valueOf(unusable.getMessage()),
                    "Correct the file; it holds 32 random bytes as base64, such as 'openssl rand -base64 32' prints.");
        } catch (IOException unreadable) {
            throw new InvalidFlowmonPropertyException(
                    KEY_FILE, "The file " + file + " cannot be read: " + unreadable, "Set it to the file of the key.");
        }
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "VaultProperties[keyId=" + keyId + ", maxSize=" + maxSize + "]";
    }
}
