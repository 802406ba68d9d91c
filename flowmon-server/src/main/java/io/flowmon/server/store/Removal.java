/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store;

import java.time.Instant;

/**
 * What was removed because it was old, or because there was too much.
 *
 * @param at when that was
 * @param why the setting that asked for it
 * @param events how many events
 * @param rejected how many rejected events
 */
public record Removal(Instant at, String why, long events, long rejected) {}
