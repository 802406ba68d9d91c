/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.exported;

import io.flowmon.autoconfigure.FlowStep;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.ManagementWebSecurityAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** The application of which a flow fails in production. Whether it is mended is decided while it runs. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration(
        exclude = {ServletWebSecurityAutoConfiguration.class, ManagementWebSecurityAutoConfiguration.class})
@RestController
public class Shop {

    static final String LIST = "exported-orders";

    static volatile boolean mended;

    private final StringRedisTemplate redis;

    Shop(StringRedisTemplate redis) {
        this.redis = redis;
    }

    record Order(String id, int pieces, String card) {}

    @Bean
    Packing packing() {
        return new Packing();
    }

    @Bean
    Packer packer(Packing packing) {
        return new Packer(redis, packing);
    }

    @PostMapping("/orders")
    int order(@RequestBody Order order) {
        int boxes = 12 / (mended ? Math.max(1, order.pieces()) : order.pieces());
        redis.opsForList().leftPush(LIST, order.id());
        return boxes;
    }

    /** What is done with an order from the list. */
    static class Packing {

        @FlowStep("pack")
        public void pack(String order) {
            if (!mended && order.isBlank()) {
                throw new IllegalStateException("an order \"without\" an id \\u002a/");
            }
        }
    }
}
