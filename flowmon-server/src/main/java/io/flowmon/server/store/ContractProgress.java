/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store;

import java.time.Instant;

/**
 * How far flows have been held against contracts.
 *
 * @param position number of the last event that was seen
 * @param judgedUpTo by the server's clock: flows that had settled by then have been judged
 */
public record ContractProgress(long position, Instant judgedUpTo) {}
