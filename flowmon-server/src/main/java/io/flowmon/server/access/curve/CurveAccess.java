/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.access.curve;

import io.flowmon.server.settings.ServerSettings;
import io.flowmon.server.settings.UnusableSettingException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

/** The keys of the intake over ZeroMQ, as they are configured. */
@Component
public class CurveAccess {

    private static final Logger log = LoggerFactory.getLogger(CurveAccess.class);
    private static final String SENDERS = "flowmon.server.zeromq.curve.senders";

    private final @Nullable ServerKey key;
    private final @Nullable AllowedSenders senders;
    private final Refusals refusals;

    CurveAccess(ServerSettings settings, Refusals refusals) {
        this.refusals = refusals;
        Path keyFile = settings.zeromq().curve().keyFile();
        Path folder = settings.zeromq().curve().senders();
        if (keyFile == null) {
            if (folder != null) {
                throw new UnusableSettingException(
                        SENDERS,
                        "There are allowed senders, and the server has no keys.",
                        "Make keys with 'bin/flowmon-server keys', and set flowmon.server.zeromq.curve.key-file.");
            }
            key = null;
            senders = null;
        } else {
            if (folder == null) {
                throw new UnusableSettingException(
                        SENDERS,
                        "It is missing, and the server has keys: nobody could deliver.",
                        "Set it to a folder with a file of each sender's public key.");
            }
            key = new ServerKey(keyFile);
            senders = new AllowedSenders(folder);
        }
    }

    /** How many senders may deliver; -1 if everybody may. */
    public int allowed() {
        return senders == null ? -1 : senders.size();
    }

    /**
     * Sets a socket up so that only allowed senders come in. To be called before it is bound.
     *
     * @return null if there are no keys, and everybody may deliver
     */
    public @Nullable CurveGuard guard(ZContext context, ZMQ.Socket socket) {
        ServerKey own = key;
        AllowedSenders others = senders;
        if (own == null || others == null) {
            return null;
        }
        log.info(
                "Events over ZeroMQ are encrypted; this server's public key ({}): {}",
                own.keys().fingerprint(),
                own.keys().publicKey());
        return new CurveGuard(context, socket, own, others, refusals);
    }
}
