/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.advice;

import io.flowmon.server.store.StationKey;
import java.util.Set;
import java.util.regex.Pattern;

/** How work comes to the instances of a module. */
enum Handout {
    /** All take from one queue: elements of a list, entries of a stream that a consumer group shares. */
    SHARED,
    /** Each gets its part and queues it for itself, as calls behind a load balancer. */
    PER_INSTANCE,
    /** Each gets everything: messages of a channel. */
    BROADCAST;

    private static final Pattern SHARED_DESTINATION = Pattern.compile("(LIST|QUEUE|STREAM) .*");
    private static final Pattern CHANNEL = Pattern.compile("CHANNEL .*");

    /**
     * The way of a station; where a module works on several things, its instances are what they share.
     *
     * @param endpoints of the module
     */
    static Handout of(StationKey key, Set<String> endpoints) {
        if (key.endpoint() == null) {
            return endpoints.stream().anyMatch(one -> CHANNEL.matcher(one).matches()) ? BROADCAST : PER_INSTANCE;
        }
        if (SHARED_DESTINATION.matcher(key.endpoint()).matches()) {
            return SHARED;
        }
        return CHANNEL.matcher(key.endpoint()).matches() ? BROADCAST : PER_INSTANCE;
    }
}
