/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.fault;

import java.util.Deque;
import java.util.Map;
import org.slf4j.spi.MDCAdapter;

/** A diagnostic context that is out of order. */
final class ThrowingMdcAdapter implements MDCAdapter {

    @Override
    public void put(String key, String value) {
        throw outOfOrder();
    }

    @Override
    public String get(String key) {
        throw outOfOrder();
    }

    @Override
    public void remove(String key) {
        throw outOfOrder();
    }

    @Override
    public void clear() {
        throw outOfOrder();
    }

    @Override
    public Map<String, String> getCopyOfContextMap() {
        throw outOfOrder();
    }

    @Override
    public void setContextMap(Map<String, String> contextMap) {
        throw outOfOrder();
    }

    @Override
    public void pushByKey(String key, String value) {
        throw outOfOrder();
    }

    @Override
    public String popByKey(String key) {
        throw outOfOrder();
    }

    @Override
    public Deque<String> getCopyOfDequeByKey(String key) {
        throw outOfOrder();
    }

    @Override
    public void clearDequeByKey(String key) {
        throw outOfOrder();
    }

    private static IllegalStateException outOfOrder() {
        return new IllegalStateException("The diagnostic context is out of order");
    }
}
