/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VaultKeyFilesTests {

    private static final String KEY = "AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=";

    @TempDir
    Path folder;

    @Test
    void keyOfItsOwnerAlone_isRead() throws IOException {
        assertThat(VaultKeyFiles.read("k1", file(KEY + "\n", "rw-------")).id()).isEqualTo("k1");
    }

    @Test
    void keyThatOthersMayRead_isRefused() throws IOException {
        Path file = file(KEY, "rw-r--r--");

        assertThatExceptionOfType(VaultKeyException.class)
                .isThrownBy(() -> VaultKeyFiles.read("k1", file))
                .withMessageContaining("run chmod 600 " + file);
    }

    @Test
    void fileThatIsNoKey_isRefused() throws IOException {
        Path file = file("x".repeat(2000), "rw-------");

        assertThatExceptionOfType(VaultKeyException.class)
                .isThrownBy(() -> VaultKeyFiles.read("k1", file))
                .withMessageContaining("holds more than a key");
    }

    @Test
    void fileThatIsNotThere_isAnIoException() {
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> VaultKeyFiles.read("k1", folder.resolve("none")));
    }

    private Path file(String content, String permissions) throws IOException {
        Path file = Files.writeString(folder.resolve("key"), content);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
        return file;
    }
}
