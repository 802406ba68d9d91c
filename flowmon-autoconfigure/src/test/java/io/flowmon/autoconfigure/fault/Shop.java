/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.fault;

import io.flowmon.autoconfigure.test.OpenApplication;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.restclient.RestTemplateBuilder;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;

/** A service in Tomcat that calls itself by both clients, and sends and takes a message. */
@Configuration(proxyBeanMethods = false)
@OpenApplication
class Shop {

    static final String QUEUE = "fault-orders";

    @Bean
    TomcatServletWebServerFactory webServerFactory() {
        return new TomcatServletWebServerFactory();
    }

    @RestController
    static class Orders {

        private final RestTemplate template;
        private final RestClient client;
        private final StringRedisTemplate redis;
        private final Environment server;

        Orders(
                RestTemplateBuilder templates,
                RestClient.Builder clients,
                StringRedisTemplate redis,
                Environment server) {
            this.template = templates.build();
            this.client = clients.build();
            this.redis = redis;
            this.server = server;
        }

        @PostMapping("/orders/{id}")
        String order(@PathVariable("id") int id, @RequestBody String order) {
            String url = "http://localhost:" + server.getRequiredProperty("local.server.port");
            String stock = template.getForObject(url + "/stock/{id}", String.class, id);
            String price = client.get().uri(url + "/price/{id}", id).retrieve().body(String.class);
            redis.opsForList().leftPush(QUEUE, order);
            @Nullable String taken = redis.opsForList().rightPop(QUEUE);
            return stock + ", " + price + ", " + taken;
        }

        @GetMapping("/stock/{id}")
        String stock(@PathVariable("id") int id) {
            return "stock " + id;
        }

        @GetMapping("/price/{id}")
        String price(@PathVariable("id") int id) {
            return "price " + id;
        }
    }
}
