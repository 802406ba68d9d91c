/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.redis;

/**
 * What the configuration names.
 *
 * @param lists the lists
 * @param channels the channels
 * @param streams the streams
 */
record Destinations(ListKeys lists, NamedDestinations channels, NamedDestinations streams) {

    static Destinations of(FlowmonRedisProperties properties) {
        return new Destinations(
                new ListKeys(properties),
                NamedDestinations.channels(properties),
                NamedDestinations.streams(properties));
    }
}
