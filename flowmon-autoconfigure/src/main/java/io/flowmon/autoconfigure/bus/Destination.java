/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.bus;

/**
 * A place that messages are sent to or received from.
 *
 * @param endpoint what kind of place it is, a space, and its name: {@code QUEUE orders}
 * @param name its name alone, which patterns are about
 */
public record Destination(String endpoint, String name) {}
