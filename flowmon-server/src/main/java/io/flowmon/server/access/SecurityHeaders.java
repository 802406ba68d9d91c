/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.access;

import java.util.List;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer.FrameOptionsConfig;
import org.springframework.security.web.header.writers.CacheControlHeadersWriter;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.CrossOriginResourcePolicyHeaderWriter.CrossOriginResourcePolicy;
import org.springframework.security.web.header.writers.DelegatingRequestMatcherHeaderWriter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/** What every answer tells the browser; the screens' own headers come first where they set one. */
public final class SecurityHeaders {

    private static final String NOTHING_RUNS =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
                    + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
    private static final String NO_SENSORS = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";

    /** What holds nobody's data: fetching the diagrams' library with each page would take seconds. */
    private static final List<String> STATIC = List.of("/webjars/", "/assets/");

    private SecurityHeaders() {}

    /** Adds them to a chain. */
    public static void apply(HttpSecurity http) {
        http.headers(headers -> headers.cacheControl(cache -> cache.disable())
                .frameOptions(FrameOptionsConfig::deny)
                .contentSecurityPolicy(policy -> policy.policyDirectives(NOTHING_RUNS))
                .referrerPolicy(policy -> policy.policy(ReferrerPolicy.SAME_ORIGIN))
                .permissionsPolicyHeader(policy -> policy.policy(NO_SENSORS))
                .crossOriginOpenerPolicy(policy -> policy.policy(CrossOriginOpenerPolicy.SAME_ORIGIN))
                .crossOriginResourcePolicy(policy -> policy.policy(CrossOriginResourcePolicy.SAME_ORIGIN))
                .addHeaderWriter(new DelegatingRequestMatcherHeaderWriter(
                        request -> !mayBeKept(request.getServletPath()), new CacheControlHeadersWriter())));
    }

    private static boolean mayBeKept(String path) {
        return STATIC.stream().anyMatch(path::startsWith);
    }
}
