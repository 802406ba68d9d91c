/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;

class CapturedPathsTests {

    private final CapturedPaths paths =
            new CapturedPaths(List.of(), List.of("/actuator/**", "/files/*.txt", "/{tenant:internal}/x", "/ping"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/actuator",
                "/actuator/health",
                "/%61ctuator/health",
                "/actuator;v=1/health",
                "/files/a.txt",
                "/files/%61.txt",
                "/internal/x",
                "/ping"
            })
    void excludedPaths_areNotContained(String path) {
        assertThat(paths.contain(request(path))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "/orders", "/actuators", "/files/a.pdf", "/other/x", "/ping/", "/50%25;a=b"})
    void otherPaths_areContained(String path) {
        assertThat(paths.contain(request(path))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/actuator", "/orders/1", "/ping"})
    void includedPaths_alone(String path) {
        assertThat(new CapturedPaths(List.of("/orders/**"), List.of()).contain(request(path)))
                .isEqualTo(path.startsWith("/orders"));
    }

    private static MockHttpServletRequest request(String path) {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/app" + path);
        request.setContextPath("/app");
        return request;
    }
}
