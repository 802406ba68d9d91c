/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.vault;

import io.flowmon.core.vault.VaultKey;
import io.flowmon.core.vault.VaultKeyException;
import io.flowmon.core.vault.VaultKeyFiles;
import io.flowmon.server.settings.UnusableSettingException;
import io.flowmon.server.settings.VaultSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** The keys of a configuration, read at the start. */
final class VaultKeys {

    private static final String KEYS = "flowmon.server.vault.keys.";
    private static final String KEY_FILES = "flowmon.server.vault.key-files.";
    private static final String ACTION = "Set the key that the services have: 32 bytes as base64.";

    private VaultKeys() {}

    /**
     * The keys by their names.
     *
     * @throws UnusableSettingException if one cannot be used
     */
    static Map<String, VaultKey> of(VaultSettings settings) {
        Map<String, VaultKey> keys = new TreeMap<>();
        settings.keys().forEach((id, base64) -> keys.put(id, of(id, base64)));
        settings.keyFiles().forEach((id, file) -> {
            if (keys.put(id, read(id, file)) != null) {
                throw new UnusableSettingException(
                        KEY_FILES + id, "There is a key in " + KEYS + id + " as well.", "Set one of the two.");
            }
        });
        return Map.copyOf(keys);
    }

    private static VaultKey of(String id, String base64) {
        try {
            return VaultKey.of(id, base64);
        } catch (VaultKeyException unusable) {
            throw new UnusableSettingException(KEYS + id, String.valueOf(unusable.getMessage()), ACTION);
        }
    }

    private static VaultKey read(String id, Path file) {
        try {
            return VaultKeyFiles.read(id, file);
        } catch (VaultKeyException unusable) {
            throw new UnusableSettingException(KEY_FILES + id, String.valueOf(unusable.getMessage()), ACTION);
        } catch (IOException unreadable) {
            throw new UnusableSettingException(
                    KEY_FILES + id, "The file " + file + " cannot be read: " + unreadable, "Set the file of the key.");
        }
    }
}
