/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store.duckdb.recovery;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the store's files before the database does, and says what it means by what it says of them. The database itself
 * repairs what a crash leaves: it drops a commit that was cut off. What it would take for that, or for a new store, and is
 * not, ends here. Any thread.
 */
public final class StoreFiles {

    private static final Pattern LOG_POSITION = Pattern.compile("at byte position (\\d+)");

    /** How the database begins what it says of files that it cannot read. */
    private static final Pattern DAMAGE = Pattern.compile(
            "Data Corruption|not a valid DuckDB database|Could not read enough bytes|\\bWAL\\b|Serialization Error|"
                    + "INTERNAL Error|Failed to load|checksum");

    /** What the machine lacks is no fault of the files, although the database says both in one sentence. */
    private static final Pattern SHORTAGE = Pattern.compile(
            "Out of Memory|Could not allocate|No space left|File too large|Disk quota|Too many open files|"
                    + "Permission denied|Could not write",
            Pattern.CASE_INSENSITIVE);

    private StoreFiles() {}

    /**
     * Looks at what is there.
     *
     * @throws DamagedStoreException if it was damaged
     */
    public static void check(Path file) {
        Path log = DamagedStoreException.logOf(file);
        try {
            if (!Files.exists(file)) {
                if (Files.exists(log)) {
                    throw DamagedStoreException.gone(file);
                }
                return;
            }
            if (Files.size(file) == 0) {
                throw DamagedStoreException.file(file, "it is empty", null);
            }
            long damage = Files.exists(log) ? WriteAheadLog.damagedAt(log) : -1;
            if (damage >= 0) {
                throw DamagedStoreException.log(
                        file, damage, "what is at byte " + damage + " cannot be read, and it goes on after that", null);
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException("Cannot read " + file + " or " + log, unreadable);
        }
    }

    /** For a database without the store's tables. */
    public static DamagedStoreException notOurs(Path file) {
        return DamagedStoreException.file(file, "it is a database, but holds no store of flowmon", null);
    }

    /** What the database's failure to open the file means, if it is about damage. */
    public static @Nullable DamagedStoreException damage(Path file, Exception failure) {
        String message = String.valueOf(failure.getMessage());
        String said = message.replace(file.toString(), "");
        if (!DAMAGE.matcher(said).find() || SHORTAGE.matcher(said).find()) {
            return null;
        }
        if (!said.contains("WAL")) {
            return DamagedStoreException.file(file, message, failure);
        }
        Matcher position = LOG_POSITION.matcher(message);
        return DamagedStoreException.log(
                file, position.find() ? Long.parseLong(position.group(1)) : 0, message, failure);
    }
}
