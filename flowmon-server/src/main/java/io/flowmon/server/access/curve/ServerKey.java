/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.access.curve;

import io.flowmon.core.zeromq.CurveKeyException;
import io.flowmon.core.zeromq.CurveKeyFiles;
import io.flowmon.core.zeromq.CurveKeys;
import io.flowmon.server.settings.UnusableSettingException;
import java.io.IOException;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The server's own keys. One thread reloads, any thread may ask. */
final class ServerKey {

    private static final Logger log = LoggerFactory.getLogger(ServerKey.class);
    private static final String SETTING = "flowmon.server.zeromq.curve.key-file";

    private final Path file;
    private volatile CurveKeys keys;
    private boolean warned;

    /**
     * @throws UnusableSettingException if the file holds no keys
     */
    ServerKey(Path file) {
        this.file = file;
        try {
            this.keys = CurveKeyFiles.read(file);
        } catch (CurveKeyException | IOException unusable) {
            throw new UnusableSettingException(
                    SETTING,
                    "There are no keys in " + file + ": " + unusable.getMessage(),
                    "Make them with 'bin/flowmon-server keys', and set " + SETTING
                            + " to the file with the secret key.");
        }
    }

    CurveKeys keys() {
        return keys;
    }

    /** Takes what is in the file now; a file that cannot be used changes nothing. */
    void reload() {
        try {
            CurveKeys now = CurveKeyFiles.read(file);
            warned = false;
            if (!now.equals(keys)) {
                keys = now;
                log.info("New connections over ZeroMQ meet this server's new public key: {}", now.publicKey());
            }
        } catch (CurveKeyException | IOException unusable) {
            if (!warned) {
                warned = true;
                log.warn("The server keeps its keys, {} cannot be used: {}", file, unusable.getMessage());
            }
        }
    }
}
