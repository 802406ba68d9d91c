/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.backup;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * A backup as the interface tells of it.
 *
 * @param state running, done or failed
 * @param begun everything acknowledged before this time is in it
 * @param folder where it stands on the server's disk, once it is done
 * @param rows number of rows by table, once it is done
 * @param problem why it failed
 */
record Backup(
        String name,
        State state,
        Instant begun,
        @Nullable String folder,
        @Nullable Long bytes,
        @Nullable SortedMap<String, Long> rows,
        @Nullable String problem) {

    /** How far it is. */
    enum State {
        @JsonProperty("running")
        RUNNING,
        @JsonProperty("done")
        DONE,
        @JsonProperty("failed")
        FAILED
    }

    static Backup running(String name, Instant begun) {
        return new Backup(name, State.RUNNING, begun, null, null, null, null);
    }

    static Backup done(Manifest manifest, String folder) {
        return new Backup(
                manifest.name(),
                State.DONE,
                manifest.begun(),
                folder,
                manifest.bytes(),
                manifest.content().rows(),
                null);
    }

    Backup failed(String why) {
        return new Backup(name, State.FAILED, begun, null, null, null, why);
    }
}
