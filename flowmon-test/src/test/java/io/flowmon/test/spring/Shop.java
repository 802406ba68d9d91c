/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.test.spring;

import io.flowmon.autoconfigure.Flowmon;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.RestClient;

/** Takes orders, asks itself for the stock, and hands the order to a worker through a Redis list. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({Shop.Orders.class, Worker.class})
class Shop {

    record Order(String id, String card) {}

    @RestController
    static class Orders {

        private final RestClient client;
        private final StringRedisTemplate redis;
        private final Environment server;
        private final Flowmon flowmon;

        Orders(RestClient.Builder clients, StringRedisTemplate redis, Environment server, Flowmon flowmon) {
            this.client = clients.build();
            this.redis = redis;
            this.server = server;
            this.flowmon = flowmon;
        }

        @PostMapping("/orders")
        @ResponseStatus(HttpStatus.ACCEPTED)
        void order(@RequestBody Order order) {
            flowmon.businessKey("order_id", order.id());
            client.get()
                    .uri("http://localhost:{port}/stock/{id}", server.getProperty("local.server.port"), order.id())
                    .retrieve()
                    .toBodilessEntity();
            redis.opsForList().leftPush(Worker.LIST, order.id());
        }

        @GetMapping("/stock/{id}")
        int stock(@PathVariable String id) {
            return id.length();
        }
    }
}
