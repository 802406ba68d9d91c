/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.rules.local;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Objects of this process by name: a job is serialized, also within one process, and finds here again what it cannot carry.
 * Any thread.
 */
public final class LocalHandles<T> {

    private final String kind;
    private final Map<String, T> objects = new ConcurrentHashMap<>();

    /**
     * None as yet.
     *
     * @param kind what they are called in messages
     */
    public LocalHandles(String kind) {
        this.kind = kind;
    }

    public void put(String name, T object) {
        objects.put(name, object);
    }

    public void remove(String name) {
        objects.remove(name);
    }

    /**
     * The object of that name.
     *
     * @throws IllegalStateException when there is none
     */
    public T get(String name) {
        T object = objects.get(name);
        if (object == null) {
            throw new IllegalStateException("There is no " + kind + " " + name + " in this process");
        }
        return object;
    }
}
