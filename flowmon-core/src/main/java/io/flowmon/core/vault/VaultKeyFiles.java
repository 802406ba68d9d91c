/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.vault;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;

/** Files that hold one key of the vault, as base64. */
public final class VaultKeyFiles {

    private static final int MOST_BYTES = 1024;
    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    private static final Set<PosixFilePermission> TOO_OPEN = EnumSet.of(
            PosixFilePermission.OTHERS_READ, PosixFilePermission.OTHERS_WRITE, PosixFilePermission.GROUP_WRITE);

    private VaultKeyFiles() {}

    /**
     * Reads a key. The group may read its file: that is how Kubernetes hands out secrets.
     *
     * @throws VaultKeyException if it holds none, or if others may read or change it
     * @throws IOException if it cannot be read
     */
    public static VaultKey read(String id, Path file) throws IOException {
        if (POSIX && Files.getPosixFilePermissions(file).stream().anyMatch(TOO_OPEN::contains)) {
            throw new VaultKeyException(
                    file + " holds a secret key, and others may read or change it: run chmod 600 " + file + ".");
        }
        if (Files.size(file) > MOST_BYTES) {
            throw new VaultKeyException(file + " holds more than a key.");
        }
        return VaultKey.of(id, new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
    }
}
