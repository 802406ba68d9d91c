/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.access.open;

import io.flowmon.server.access.Credentials;
import io.flowmon.server.access.SecurityHeaders;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;

/** Without credentials nobody is asked who they are; {@link LoopbackFilter} keeps other pages and machines away. */
@Configuration(proxyBeanMethods = false)
@Conditional(Credentials.Absent.class)
class OpenConfiguration {

    @Bean
    SecurityFilterChain everybody(HttpSecurity http) {
        SecurityHeaders.apply(http);
        return http.csrf(csrf -> csrf.disable())
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(cache -> cache.disable())
                .logout(logout -> logout.disable())
                .authorizeHttpRequests(calls -> calls.anyRequest().permitAll())
                .build();
    }
}
