/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.test.spring;

import io.flowmon.autoconfigure.Flowmon;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.SmartLifecycle;
import org.springframework.data.redis.core.StringRedisTemplate;

/** Takes orders from the list until it is stopped. An application of its own, or a part of the shop. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
class Worker implements SmartLifecycle {

    private static final Logger LOG = System.getLogger(Worker.class.getName());

    static final String LIST = "test-orders";

    private final StringRedisTemplate redis;
    private final Flowmon flowmon;
    private volatile boolean running;
    private Thread thread = new Thread(this::work);

    Worker(StringRedisTemplate redis, Flowmon flowmon) {
        this.redis = redis;
        this.flowmon = flowmon;
    }

    private void work() {
        while (running) {
            String order = redis.opsForList().rightPop(LIST, Duration.ofMillis(50));
            if (order != null) {
                pack(order);
            }
        }
    }

    private void pack(String order) {
        try {
            flowmon.step("pack", () -> {
                if (order.isBlank()) {
                    throw new IllegalStateException("an order without an id");
                }
            });
        } catch (IllegalStateException unusable) {
            LOG.log(Level.DEBUG, "left out", unusable);
        }
    }

    @Override
    public void start() {
        running = true;
        thread = new Thread(this::work, "worker");
        thread.start();
    }

    @Override
    public void stop() {
        running = false;
        try {
            thread.join();
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
