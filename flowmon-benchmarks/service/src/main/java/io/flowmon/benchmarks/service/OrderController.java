/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.benchmarks.service;

import java.util.Objects;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.RestTemplate;

/** The two calls of the benchmark: the first service takes {@code /orders} and calls {@code /stock} of the second. */
@RestController
class OrderController {

    private static final String WAREHOUSE = "north";

    private final RestTemplate restTemplate;
    private final String stock;

    OrderController(RestTemplate restTemplate, @Value("${service.called}") String called) {
        this.restTemplate = restTemplate;
        this.stock = called + "/stock/{warehouse}";
    }

    @PostMapping("/orders")
    Order order(@RequestBody Order order) {
        return Objects.requireNonNull(restTemplate.postForObject(stock, order, Order.class, WAREHOUSE));
    }

    @PostMapping("/stock/{warehouse}")
    Order stock(@PathVariable String warehouse, @RequestBody Order order) {
        if (!warehouse.equals(WAREHOUSE)) {
            throw new IllegalArgumentException(warehouse);
        }
        return order;
    }
}
