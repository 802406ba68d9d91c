/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.volume;

import io.flowmon.autoconfigure.test.RecordingPublisher;
import io.flowmon.brokers.RedisBroker;
import io.flowmon.core.context.CurrentFlow;
import io.flowmon.core.event.Event;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.data.redis.core.StringRedisTemplate;

/** A service of its own, in real Tomcat and with a real Redis; what it would have sent is kept. */
final class Hop implements AutoCloseable {

    private final ConfigurableApplicationContext context;

    Hop(String name, String next, String... properties) {
        List<String> all = new ArrayList<>(List.of(properties));
        all.add("spring.application.name=" + name);
        all.add("hop.next=" + next);
        all.add("server.port=0");
        all.add("spring.main.banner-mode=off");
        all.add("spring.data.redis.port=" + RedisBroker.shared().port());
        all.add("flowmon.redis.lists=hop-*");
        all.add("flowmon.web.response-header=X-Flow");
        this.context = new SpringApplicationBuilder(HopApplication.class, TomcatServletWebServerFactory.class)
                .properties(all.toArray(String[]::new))
                .run();
    }

    String url() {
        return "http://localhost:" + context.getEnvironment().getRequiredProperty("local.server.port");
    }

    StringRedisTemplate redis() {
        return context.getBean(StringRedisTemplate.class);
    }

    CurrentFlow flow() {
        return context.getBean(CurrentFlow.class);
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    List<Event> events() {
        return context.getBean(RecordingPublisher.class).events();
    }

    List<Event> eventsOf(String correlationId) {
        return context.getBean(RecordingPublisher.class).eventsOf(correlationId);
    }

    @Override
    public void close() {
        context.close();
    }
}
