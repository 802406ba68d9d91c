/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.access.open;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;

class LoopbackFilterTests {

    private final MockHttpServletRequest request = new MockHttpServletRequest("GET", "/flows");

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "localhost:8400", "127.0.0.1:8400", "[::1]:8400", "LOCALHOST"})
    void refusal_loopbackHost_none(String host) {
        request.addHeader("Host", host);
        assertThat(LoopbackFilter.refusal(request)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "10.0.0.1"})
    void refusal_otherHost_refused(String host) {
        request.addHeader("Host", host);
        assertThat(LoopbackFilter.refusal(request)).isNotNull();
    }

    @Test
    void refusal_noHost_refused() {
        assertThat(LoopbackFilter.refusal(request)).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.1.2.3", "::1", "0:0:0:0:0:0:0:1", "::ffff:127.0.0.1"})
    void refusal_fromThisMachine_none(String address) {
        request.addHeader("Host", "localhost");
        request.setRemoteAddr(address);
        assertThat(LoopbackFilter.refusal(request)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.1", "0.0.0.0", "fe80::1", "localhost", "unknown", ""})
    void refusal_fromElsewhere_refused(String address) {
        request.addHeader("Host", "localhost");
        request.setRemoteAddr(address);
        assertThat(LoopbackFilter.refusal(request)).contains("from this machine");
    }

    @ParameterizedTest
    @CsvSource({
        "cross-site, no-cors, image, GET, /flows",
        "same-site, no-cors, script, GET, /api/flows",
        "cross-site, no-cors, empty, GET, /api/flows",
        "cross-site, navigate, iframe, GET, /flows",
        "cross-site, navigate, document, POST, /flows",
        "cross-site, navigate, document, GET, /api/flows",
        "same-site, navigate, document, GET, /actuator/prometheus",
        "something-new, cors, empty, GET, /flows"
    })
    void refusal_ofWhatAnotherPageLoads_refused(String site, String mode, String dest, String method, String path) {
        MockHttpServletRequest fetch = fetch(site, mode, dest, method, path);
        assertThat(LoopbackFilter.refusal(fetch)).contains("other web pages");
    }

    @ParameterizedTest
    @CsvSource({
        "same-origin, cors, empty, GET, /api/flows",
        "none, navigate, document, GET, /api/flows",
        "cross-site, navigate, document, GET, /flows/4711",
        "same-site, navigate, document, GET, /"
    })
    void refusal_ofOwnPagesAndLinks_none(String site, String mode, String dest, String method, String path) {
        assertThat(LoopbackFilter.refusal(fetch(site, mode, dest, method, path)))
                .isNull();
    }

    private static MockHttpServletRequest fetch(String site, String mode, String dest, String method, String path) {
        MockHttpServletRequest request = new MockHttpServletRequest(method, path);
        request.addHeader("Host", "localhost:8400");
        request.addHeader("Sec-Fetch-Site", site);
        request.addHeader("Sec-Fetch-Mode", mode);
        request.addHeader("Sec-Fetch-Dest", dest);
        return request;
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "http://localhost:8080", "http://evil.example"})
    void refusal_foreignOrigin_refused(String origin) {
        request.addHeader("Host", "localhost:8400");
        request.addHeader("Origin", origin);
        assertThat(LoopbackFilter.refusal(request)).isNotNull();
    }
}
