/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure;

import io.flowmon.core.zeromq.CurveKeyException;
import io.flowmon.core.zeromq.CurveKeyFiles;
import io.flowmon.core.zeromq.CurveKeys;
import io.flowmon.core.zeromq.CurveSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The keys of both sides as they are configured; a service that has none yet makes its own. */
final class WireKeys {

    private static final Logger log = LoggerFactory.getLogger(WireKeys.class);
    private static final String SERVER_KEY = "flowmon.server-key";
    private static final String KEY_FILE = "flowmon.key-file";

    private WireKeys() {}

    /**
     * Reads, or makes, the service's own keys.
     *
     * @return null if no keys are configured
     * @throws InvalidFlowmonPropertyException if they cannot be used
     */
    static @Nullable CurveSettings of(List<String> serverKeys, @Nullable Path keyFile) {
        if (serverKeys.isEmpty() && keyFile == null) {
            return null;
        }
        if (serverKeys.isEmpty()) {
            throw new InvalidFlowmonPropertyException(
                    SERVER_KEY,
                    "It is missing, and " + KEY_FILE
                            + " is set: without it nobody knows whether the server is the right" + " one.",
                    "Set it to the public key of flowmon-server, which it logs at its start.");
        }
        for (String key : serverKeys) {
            try {
                CurveKeys.requireKey(key, "key");
            } catch (CurveKeyException malformed) {
                throw new InvalidFlowmonPropertyException(
                        SERVER_KEY,
                        String.valueOf(malformed.getMessage()),
                        "Set it to the public key of flowmon-server, which it logs at its start; in YAML between single"
                                + " quotes.");
            }
        }
        if (keyFile == null) {
            throw new InvalidFlowmonPropertyException(
                    KEY_FILE,
                    "It is missing, and " + SERVER_KEY
                            + " is set: a server with keys takes events of known keys alone.",
                    "Set it to the file of this service's own keys; if the file is not there, it is made.");
        }
        return new CurveSettings(own(keyFile), serverKeys);
    }

    private static CurveKeys own(Path file) {
        try {
            if (Files.exists(file)) {
                return CurveKeyFiles.read(file);
            }
            CurveKeys made = CurveKeyFiles.create(file);
            log.info(
                    "flowmon: made the keys of this service in {}. For flowmon-server to take its events, allow this"
                            + " public key there: {}",
                    file,
                    made.publicKey());
            return made;
        } catch (CurveKeyException unusable) {
            throw new InvalidFlowmonPropertyException(
                    KEY_FILE,
                    String.valueOf(unusable.getMessage()),
                    "Correct the file, or remove it to have new keys made.");
        } catch (IOException unreadable) {
            throw new InvalidFlowmonPropertyException(
                    KEY_FILE,
                    "The file " + file + " can neither be read nor made: " + unreadable,
                    "Set it to a file that this service may read, or to one in a folder where it may write.");
        }
    }
}
