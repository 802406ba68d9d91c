/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.backup;

import io.flowmon.server.access.audit.Actor;
import java.io.IOException;
import java.net.URI;
import java.security.Principal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** {@code /api/backups}. A client names neither file nor folder: where backups go is the server's configuration alone. */
@RestController
class BackupController {

    private final Backups backups;

    BackupController(Backups backups) {
        this.backups = backups;
    }

    /** All backups. */
    record BackupList(List<Backup> backups) {}

    @PostMapping("/api/backups")
    ResponseEntity<Backup> begin(@Nullable Principal who) {
        try {
            Backup begun = backups.begin(Actor.name(who))
                    .orElseThrow(() -> new ResponseStatusException(HttpStatus.CONFLICT, "A backup is running already"));
            return ResponseEntity.accepted()
                    .location(URI.create("/api/backups/" + begun.name()))
                    .body(begun);
        } catch (IOException noRoom) {
            throw new ResponseStatusException(
                    HttpStatus.INSUFFICIENT_STORAGE, String.valueOf(noRoom.getMessage()), noRoom);
        }
    }

    @GetMapping("/api/backups")
    BackupList all() throws IOException {
        return new BackupList(backups.all());
    }

    @GetMapping("/api/backups/{name}")
    Backup one(@PathVariable String name) throws IOException {
        return backups.find(name)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no such backup"));
    }
}
