/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.backup;

import io.flowmon.server.settings.BackupSettings;
import io.flowmon.server.settings.DiskSettings;
import io.flowmon.server.store.StoreBackup;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.actuate.audit.AuditEvent;
import org.springframework.boot.actuate.audit.AuditEventRepository;
import org.springframework.stereotype.Component;

/** Makes backups, one at a time, on a thread of their own. Any thread; who began one and what became of it is audited. */
@Component
class Backups implements DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(Backups.class);
    private static final long STOP_MILLIS = 100;
    private static final int STOP_TRIES = 50;
    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("'flowmon-'yyyyMMdd'T'HHmmssSSS'Z'").withZone(ZoneOffset.UTC);

    private final StoreBackup store;
    private final BackupFolder folder;
    private final AuditEventRepository audit;
    private @Nullable Backup latest;
    private @Nullable Thread thread;

    Backups(StoreBackup store, BackupSettings settings, DiskSettings disk, AuditEventRepository audit) {
        this.store = store;
        this.folder = new BackupFolder(settings.folder(), disk.minFree());
        this.audit = audit;
    }

    /**
     * Begins a backup, unless one is running: then nothing is begun.
     *
     * @throws IOException if there is no room for it, or no folder
     */
    synchronized Optional<Backup> begin(String who) throws IOException {
        if (latest != null && latest.state() == Backup.State.RUNNING) {
            return Optional.empty();
        }
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        Backup begun = Backup.running(NAME.format(now), now);
        folder.prepare(store.size());
        audit.add(new AuditEvent(who, "BACKUP_BEGUN", Map.of("name", begun.name())));
        latest = begun;
        thread = new Thread(() -> make(begun, who), "flowmon-backup");
        thread.start();
        return Optional.of(begun);
    }

    /** All that are whole, and the one that is running or failed last; newest first. */
    List<Backup> all() throws IOException {
        Backup last = latest();
        List<Backup> all = new ArrayList<>(folder.all());
        if (last != null && last.state() != Backup.State.DONE) {
            all.add(0, last);
        }
        return all;
    }

    /** One by its name. */
    Optional<Backup> find(String name) throws IOException {
        Backup last = latest();
        return last != null && last.name().equals(name) ? Optional.of(last) : folder.find(name);
    }

    /** Stops the one that is running; nothing is left of it. */
    @Override
    public void destroy() throws InterruptedException {
        Thread running;
        synchronized (this) {
            running = thread;
        }
        for (int i = 0; running != null && running.isAlive() && i < STOP_TRIES; i++) {
            store.stop();
            running.join(STOP_MILLIS);
        }
    }

    private void make(Backup begun, String who) {
        Backup end;
        try {
            end = folder.write(begun.name(), begun.begun(), store);
            log.info("Backup {} is done: {} bytes in {}", end.name(), end.bytes(), end.folder());
        } catch (IOException | RuntimeException failure) {
            log.warn("Backup {} failed", begun.name(), failure);
            end = begun.failed(String.valueOf(failure.getMessage()));
        }
        audit.add(new AuditEvent(who, "BACKUP_" + end.state(), Map.of("name", end.name())));
        synchronized (this) {
            latest = end;
        }
    }

    private synchronized @Nullable Backup latest() {
        return latest;
    }
}
