/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.exported;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import org.springframework.context.SmartLifecycle;
import org.springframework.data.redis.core.StringRedisTemplate;

/** Takes orders from the list until it is stopped. */
final class Packer implements SmartLifecycle {

    private static final Logger LOG = System.getLogger(Packer.class.getName());

    private final StringRedisTemplate redis;
    private final Shop.Packing packing;
    private volatile boolean running;
    private Thread thread = new Thread(this::work);

    Packer(StringRedisTemplate redis, Shop.Packing packing) {
        this.redis = redis;
        this.packing = packing;
    }

    private void work() {
        while (running) {
            try {
                String order = redis.opsForList().rightPop(Shop.LIST, Duration.ofMillis(100));
                if (order != null) {
                    packing.pack(order);
                }
            } catch (RuntimeException failed) {
                LOG.log(Level.INFO, "an order is left out", failed);
            }
        }
    }

    @Override
    public void start() {
        running = true;
        thread = new Thread(this::work, "packer");
        thread.setDaemon(true);
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
