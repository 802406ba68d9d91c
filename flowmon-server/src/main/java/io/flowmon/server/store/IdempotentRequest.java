/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store;

/**
 * A request that may be repeated without being stored twice.
 *
 * @param key as the client chose it
 * @param fingerprint tells a repeated request from another one under the same key
 * @param answer what the first request was answered
 */
public record IdempotentRequest(String key, String fingerprint, String answer) {}
