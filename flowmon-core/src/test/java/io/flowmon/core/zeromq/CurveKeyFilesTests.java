/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.zeromq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CurveKeyFilesTests {

    @TempDir
    Path folder;

    @Test
    void create_read_givesTheSamePairInAFileForItsOwnerAlone() throws IOException {
        Path file = folder.resolve("new/orders.key_secret");

        CurveKeys keys = CurveKeyFiles.create(file);

        assertThat(CurveKeyFiles.read(file)).isEqualTo(keys);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(keys.toString()).doesNotContain(keys.secretKey());
    }

    @Test
    void create_fileThere_isLeftAlone() throws IOException {
        Path file = Files.writeString(folder.resolve("orders.key_secret"), "mine");

        assertThatThrownBy(() -> CurveKeyFiles.create(file)).isInstanceOf(FileAlreadyExistsException.class);
        assertThat(file).hasContent("mine");
    }

    @Test
    void readPublic_ofEitherFile_givesThePublicKey() throws IOException {
        Path secret = folder.resolve("orders.key_secret");
        Path open = folder.resolve("orders.key");
        CurveKeys keys = CurveKeyFiles.create(secret);
        CurveKeyFiles.writePublic(keys.publicKey(), open);

        assertThat(CurveKeyFiles.readPublic(open)).isEqualTo(keys.publicKey());
        assertThat(CurveKeyFiles.readPublic(secret)).isEqualTo(keys.publicKey());
        assertThat(open).content().doesNotContain(keys.secretKey());
    }

    @Test
    void read_othersMayRead_isRefused() throws IOException {
        Path file = folder.resolve("orders.key_secret");
        CurveKeyFiles.create(file);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

        assertThatThrownBy(() -> CurveKeyFiles.read(file))
                .isInstanceOf(CurveKeyException.class)
                .hasMessageContaining("chmod 600 " + file);
    }

    @Test
    void read_publicFileOrNonsense_saysWhatIsMissing() throws IOException {
        Path open = folder.resolve("orders.key");
        CurveKeyFiles.writePublic(CurveKeys.create().publicKey(), open);
        restrict(open);
        assertThatThrownBy(() -> CurveKeyFiles.read(open)).hasMessageContaining("holds no secret-key");

        Path nonsense = Files.writeString(folder.resolve("nonsense"), "?? nonsense ??\n");
        assertThatThrownBy(() -> CurveKeyFiles.readPublic(nonsense)).isInstanceOf(CurveKeyException.class);
    }

    @Test
    void requireKey_tooShortOrNotZ85_isRefusedWithoutTheKey() {
        assertThatThrownBy(() -> CurveKeys.requireKey("abc", "server's key"))
                .hasMessageContaining("server's key has 3 characters");
        assertThatThrownBy(() -> CurveKeys.requireKey("~".repeat(40), "server's key"))
                .isInstanceOf(CurveKeyException.class)
                .hasMessageNotContaining("~~");
        assertThatThrownBy(() -> CurveKeys.requireKey("ü".repeat(40), "server's key"))
                .isInstanceOf(CurveKeyException.class);
    }

    private static void restrict(Path file) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }
}
