/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.demo.backend;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** One running backend, as an instance of its own. */
final class BackendTestContext implements AutoCloseable {

    private final ConfigurableApplicationContext context;

    BackendTestContext(int redisPort, String instance) {
        context = new SpringApplicationBuilder(BackendApplication.class)
                .web(WebApplicationType.NONE)
                .run(
                        "--flowmon.enabled=false",
                        "--demo.poll-timeout=200ms",
                        "--spring.data.redis.port=" + redisPort,
                        "--demo.instance=" + instance);
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    @Override
    public void close() {
        context.close();
    }
}
