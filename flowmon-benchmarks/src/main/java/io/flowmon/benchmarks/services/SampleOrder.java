/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.benchmarks.services;

import java.util.UUID;

/** The body of a request: 1 KB of JSON with one value that must not leave, written as the service writes it back. */
final class SampleOrder {

    private static final int SIZE = 960;

    private SampleOrder() {}

    static String json() {
        StringBuilder json = new StringBuilder("{\"orderId\":\"")
                .append(UUID.randomUUID())
                .append("\",\"customer\":\"Ada Lovelace\",\"iban\":\"DE89370400440532013000\",\"items\":[");
        for (int i = 0; json.length() < SIZE; i++) {
            json.append(i == 0 ? "" : ",")
                    .append("{\"sku\":\"A-")
                    .append(1000 + i)
                    .append("\",\"name\":\"Espresso cup, white\",\"quantity\":2,\"price\":12.95}");
        }
        return json.append("]}").toString();
    }
}
