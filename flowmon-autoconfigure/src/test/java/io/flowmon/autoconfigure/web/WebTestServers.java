/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.web;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The test application in one container, with different settings; each one is started when it is first asked for. */
final class WebTestServers implements AutoCloseable {

    private static final String OFF = "flowmon.enabled=false";

    private final Class<?> container;
    private final Map<String, WebTestServer> started = new ConcurrentHashMap<>();

    WebTestServers(Class<?> container) {
        this.container = container;
    }

    /** With flowmon, as it comes. */
    WebTestServer captured() {
        return with();
    }

    /** Without flowmon. */
    WebTestServer plain() {
        return with(OFF);
    }

    /** With flowmon, and Spring Security in front. */
    WebTestServer secured() {
        return start(SecuredWebTestApplication.class);
    }

    /** Without flowmon, and Spring Security in front. */
    WebTestServer plainSecured() {
        return start(SecuredWebTestApplication.class, OFF);
    }

    /** With flowmon, and error pages for some errors only. */
    WebTestServer withFewErrorPages() {
        return start(FewErrorPagesWebTestApplication.class);
    }

    WebTestServer with(String... properties) {
        return start(WebTestApplication.class, properties);
    }

    private WebTestServer start(Class<?> application, String... properties) {
        return started.computeIfAbsent(
                application.getName() + Arrays.toString(properties),
                key -> new WebTestServer(List.of(application, container), properties));
    }

    @Override
    public void close() {
        started.values().forEach(WebTestServer::close);
    }
}
