/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.context;

/**
 * Where a thread stands in the host's own tracing.
 *
 * @param traceId W3C trace id, 32 lower-case hexadecimal digits
 * @param spanId W3C parent id, 16 lower-case hexadecimal digits
 */
public record TraceIds(String traceId, String spanId) {}
