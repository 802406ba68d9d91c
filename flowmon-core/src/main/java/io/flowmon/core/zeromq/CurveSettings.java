/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.zeromq;

import java.util.List;

/**
 * How a sender proves who it is, and knows the server.
 *
 * @param keys the sender's own
 * @param serverKeys public keys by which the server may prove itself; tried in turn, so that a server can change its key
 *     while senders know both
 */
public record CurveSettings(CurveKeys keys, List<String> serverKeys) {

    public CurveSettings {
        serverKeys = List.copyOf(serverKeys);
        if (serverKeys.isEmpty()) {
            throw new CurveKeyException("There is no key of the server.");
        }
        serverKeys.forEach(key -> CurveKeys.requireKey(key, "server's key"));
    }
}
