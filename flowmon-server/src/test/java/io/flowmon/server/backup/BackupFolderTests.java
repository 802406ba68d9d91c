/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flowmon.server.store.StoreBackup;
import io.flowmon.server.store.StoreBackupException;
import io.flowmon.server.store.StoreContent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

class BackupFolderTests {

    private static final String NAME = "flowmon-20260102T030405000Z";
    private static final Instant BEGUN = Instant.parse("2026-01-02T03:04:05Z");

    @TempDir
    Path folder;

    @Test
    void prepare_withoutRoom_namesTheSetting() {
        assertThatThrownBy(() -> new BackupFolder(folder, DataSize.ofBytes(0)).prepare(Long.MAX_VALUE))
                .hasMessageContaining("MB are free")
                .hasMessageContaining("flowmon.server.backup.folder");
    }

    @Test
    void prepare_afterACrash_deletesWhatWasNotFinishedAndNothingElse() throws IOException {
        Path part = Files.createDirectory(folder.resolve("." + NAME + ".part"));
        Files.writeString(part.resolve("flowmon.duckdb"), "half");
        Path other = Files.createDirectory(folder.resolve("." + NAME + ".part.mine"));

        new BackupFolder(folder, DataSize.ofBytes(0)).prepare(0);

        assertThat(part).doesNotExist();
        assertThat(other).exists();
    }

    @Test
    void write_thatFails_leavesNothing() {
        StoreBackup failing = store(true);

        assertThatThrownBy(() -> new BackupFolder(folder, DataSize.ofBytes(0)).write(NAME, BEGUN, failing))
                .hasMessage("disk full");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void write_whileRunning_hasNotTheNameOfABackup() throws IOException {
        BackupFolder backups = new BackupFolder(folder, DataSize.ofBytes(0));

        Backup done = backups.write(NAME, BEGUN, store(false));

        assertThat(done.folder()).isEqualTo(folder.resolve(NAME).toString());
        assertThat(backups.all()).containsExactly(done);
        assertThat(backups.find(NAME)).contains(done);
        assertThat(backups.find("../" + NAME)).isEmpty();
    }

    /** Writes a little, and looks whether that is taken for a backup yet. */
    private StoreBackup store(boolean failing) {
        return new StoreBackup() {
            @Override
            public long size() {
                return 4;
            }

            @Override
            public StoreContent copyTo(Path file) {
                try {
                    Files.writeString(file, "half");
                    assertThat(new BackupFolder(folder, DataSize.ofBytes(0)).all())
                            .isEmpty();
                } catch (IOException failure) {
                    throw new UncheckedIOException(failure);
                }
                if (failing) {
                    throw new StoreBackupException("disk full");
                }
                return new StoreContent(1, new TreeMap<>());
            }

            @Override
            public void stop() {}
        };
    }
}
