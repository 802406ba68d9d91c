/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store;

import org.jspecify.annotations.Nullable;

/**
 * One part of the time range at a station.
 *
 * @param number from 0
 * @param arrivals actions that arrived in it; of messages, that were sent in it
 * @param waitSeconds mean wait in bus and pool; null where none is known
 */
public record LoadPart(
        StationKey key, int number, long arrivals, @Nullable Double waitSeconds) {}
