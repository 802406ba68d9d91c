/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.rules.event.feed;

import io.flowmon.rules.event.EventFeed;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The feeds of this process by name: a job is serialized, also within one process, and finds its feed again here. */
public final class LocalFeeds {

    private static final Map<String, EventFeed> FEEDS = new ConcurrentHashMap<>();

    private LocalFeeds() {}

    public static void put(String name, EventFeed feed) {
        FEEDS.put(name, feed);
    }

    public static void remove(String name) {
        FEEDS.remove(name);
    }

    static EventFeed get(String name) {
        EventFeed feed = FEEDS.get(name);
        if (feed == null) {
            throw new IllegalStateException("There is no feed " + name + " in this process");
        }
        return feed;
    }
}
