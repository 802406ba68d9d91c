/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.sender;

import io.flowmon.core.wire.PayloadEncoding;
import java.time.Instant;

/**
 * Events ready to be sent.
 *
 * @param payload a JSON array of the events, in the given encoding
 * @param events how many
 * @param oldest time of the oldest
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
public record EncodedBatch(PayloadEncoding encoding, byte[] payload, int events, Instant oldest) {}
