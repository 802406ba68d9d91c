/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.volume;

import io.flowmon.autoconfigure.Flowmon;
import io.flowmon.autoconfigure.test.RecordingPublisher;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import io.flowmon.autoconfigure.test.OpenApplication;
import org.springframework.boot.restclient.RestTemplateBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.RestTemplate;

/** Hands what it is given to the next service, or into a list. */
@Configuration(proxyBeanMethods = false)
@OpenApplication
@Import(HopApplication.Forwarding.class)
class HopApplication {

    @Bean
    RecordingPublisher recordingPublisher() {
        return new RecordingPublisher();
    }

    @RestController
    static class Forwarding {

        private final RestTemplate client;
        private final StringRedisTemplate redis;
        private final Flowmon flowmon;
        private final String next;

        Forwarding(
                RestTemplateBuilder clients,
                StringRedisTemplate redis,
                Flowmon flowmon,
                @Value("${hop.next}") String next) {
            this.client = clients.build();
            this.redis = redis;
            this.flowmon = flowmon;
            this.next = next;
        }

        @PostMapping("/forward/{queue}")
        String forward(@PathVariable String queue, @RequestBody String body) {
            flowmon.businessKey("order_id", body);
            client.postForObject(next + "/enqueue/{queue}", body, String.class, queue);
            return "forwarded";
        }

        @PostMapping("/enqueue/{queue}")
        String enqueue(@PathVariable String queue, @RequestBody String body) {
            flowmon.log("enqueue", Map.of("length", body.length()));
            flowmon.step("push", () -> {
                redis.opsForList().leftPush(queue, body);
            });
            return "enqueued";
        }
    }
}
