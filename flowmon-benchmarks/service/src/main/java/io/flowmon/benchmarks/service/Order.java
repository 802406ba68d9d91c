/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.benchmarks.service;

import java.math.BigDecimal;
import java.util.List;

/** What goes through both services and back: about 1 KB as JSON. */
record Order(String orderId, String customer, String iban, List<Item> items) {

    record Item(String sku, String name, int quantity, BigDecimal price) {}
}
