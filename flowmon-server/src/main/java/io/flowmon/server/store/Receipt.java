/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store;

import org.jspecify.annotations.Nullable;

/**
 * What became of a batch, once that is on disk.
 *
 * @param stored false when it had been stored before, or leaves a gap in its session
 * @param lastNumber the last number stored of the batch's session; 0 without a session
 * @param earlier the request of the same key that was stored before, if there is one
 */
public record Receipt(
        boolean stored, long lastNumber, @Nullable IdempotentRequest earlier) {}
