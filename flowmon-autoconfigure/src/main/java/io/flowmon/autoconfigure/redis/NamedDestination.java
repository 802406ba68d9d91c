/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.redis;

/**
 * A channel or a stream.
 *
 * @param name its name as text
 * @param endpoint as events name it
 * @param plain whether messages are sent to it without ids
 */
record NamedDestination(String name, String endpoint, boolean plain) implements Destination {}
