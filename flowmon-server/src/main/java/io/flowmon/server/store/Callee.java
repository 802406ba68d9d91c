/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store;

import org.jspecify.annotations.Nullable;

/**
 * Whom a station waits for.
 *
 * @param endpoint of what it sends
 * @param peer the host or destination, as the sender saw it
 * @param count calls or sends
 * @param seconds that they took, added up
 */
public record Callee(
        StationKey key, String endpoint, @Nullable String peer, double count, double seconds) {}
