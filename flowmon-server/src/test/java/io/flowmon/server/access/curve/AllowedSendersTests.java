/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.access.curve;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowmon.core.zeromq.CurveKeyFiles;
import io.flowmon.core.zeromq.CurveKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class AllowedSendersTests {

    private static final FileTime THEN = FileTime.fromMillis(1_700_000_000_000L);

    @TempDir
    Path folder;

    private final CurveKeys keys = CurveKeys.create();

    @BeforeEach
    void makeKeys() throws IOException {
        CurveKeyFiles.writePublic(keys.publicKey(), file());
        Files.setLastModifiedTime(file(), THEN);
    }

    @Test
    void reload_fileThatCouldNotBeRead_isTriedAgainThoughItsTimeIsTheSame(CapturedOutput output) throws IOException {
        byte[] good = Files.readAllBytes(file());
        Files.writeString(file(), "nothing of use");
        Files.setLastModifiedTime(file(), THEN);
        AllowedSenders senders = new AllowedSenders(folder);
        senders.reload();
        senders.reload();
        assertThat(senders.nameOf(keys.publicKey())).isNull();
        assertThat(output.toString().lines().filter(line -> line.contains("No sender is allowed by")))
                .hasSize(1);

        Files.write(file(), good);
        Files.setLastModifiedTime(file(), THEN);
        senders.reload();

        assertThat(senders.nameOf(keys.publicKey())).isEqualTo("orders");
    }

    @Test
    void reload_danglingLinkBesideTheOthers_withdrawsNobody() throws IOException {
        Files.createSymbolicLink(folder.resolve("gone.key"), folder.resolve("nowhere"));
        AllowedSenders senders = new AllowedSenders(folder);
        senders.reload();

        assertThat(senders.nameOf(keys.publicKey())).isEqualTo("orders");
    }

    @Test
    void reload_fileRemoved_withdrawsTheKey() throws IOException {
        AllowedSenders senders = new AllowedSenders(folder);
        senders.reload();
        assertThat(senders.size()).isEqualTo(1);

        Files.delete(file());
        senders.reload();

        assertThat(senders.nameOf(keys.publicKey())).isNull();
    }

    private Path file() {
        return folder.resolve("orders.key");
    }
}
