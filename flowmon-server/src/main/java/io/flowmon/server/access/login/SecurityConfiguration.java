/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.access.login;

import io.flowmon.server.access.Credentials;
import io.flowmon.server.access.SecurityHeaders;
import io.flowmon.server.access.token.TokenFilter;
import io.flowmon.server.access.token.Tokens;
import io.flowmon.server.settings.AccessSettings;
import jakarta.servlet.DispatcherType;
import java.time.InstantSource;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.audit.AuditEventRepository;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.access.hierarchicalroles.RoleHierarchy;
import org.springframework.security.access.hierarchicalroles.RoleHierarchyImpl;
import org.springframework.security.authorization.AuthorizationEventPublisher;
import org.springframework.security.authorization.SpringAuthorizationEventPublisher;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.savedrequest.CookieRequestCache;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import tools.jackson.databind.json.JsonMapper;

/**
 * What each role may do. Programs come with a bearer token and leave no session; people log in by a form or at an OpenID
 * provider. Before somebody is logged in nothing is kept for them, so that strangers cannot fill the memory: the CSRF
 * token, the page that was asked for and what was asked of a provider travel in cookies.
 */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    private static final String LAX = "Lax";

    @Bean
    UserDetailsService users(AccessSettings settings) {
        return Users.of(settings);
    }

    @Bean
    PasswordEncoder passwordEncoder() {
        return PasswordEncoderFactories.createDelegatingPasswordEncoder();
    }

    @Bean
    RoleHierarchy roleHierarchy() {
        return RoleHierarchyImpl.withDefaultRolePrefix()
                .role("OPERATOR")
                .implies("VIEWER")
                .build();
    }

    @Bean
    AuthorizationEventPublisher authorizationEventPublisher(ApplicationEventPublisher events) {
        return new SpringAuthorizationEventPublisher(events);
    }

    @Bean
    OidcRoles oidcRoles(AccessSettings settings) {
        return new OidcRoles(settings.oidc());
    }

    @Bean
    LoginThrottle loginThrottle() {
        return new LoginThrottle(InstantSource.system());
    }

    @Bean
    @Order(1)
    @Conditional(Credentials.Present.class)
    SecurityFilterChain programs(HttpSecurity http, Tokens tokens, JsonMapper json, AuditEventRepository audit) {
        Refusal refusal = new Refusal(json);
        SecurityHeaders.apply(http);
        http.csrf(csrf -> csrf.disable())
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(cache -> cache.disable())
                .logout(logout -> logout.disable())
                .securityMatcher(TokenFilter::hasToken)
                .addFilterBefore(new TokenFilter(tokens, refusal, audit), AnonymousAuthenticationFilter.class)
                .exceptionHandling(
                        handling -> handling.authenticationEntryPoint(refusal).accessDeniedHandler(refusal));
        return roles(http).build();
    }

    @Bean
    @Order(2)
    @Conditional(Credentials.Present.class)
    SecurityFilterChain people(
            HttpSecurity http,
            JsonMapper json,
            LoginThrottle throttle,
            ObjectProvider<ClientRegistrationRepository> providers) {
        Refusal refusal = new Refusal(json);
        LoginOutcome outcome = new LoginOutcome(throttle);
        CookieRequestCache asked = new CookieRequestCache();
        asked.setCookieCustomizer(cookie -> cookie.setAttribute("SameSite", LAX));
        asked.setRequestMatcher(request -> request.getMethod().equals("GET")
                && !Paths.forPrograms(request)
                && request.getHeader("HX-Request") == null);
        outcome.setRequestCache(asked);
        CookieCsrfTokenRepository csrfTokens = new CookieCsrfTokenRepository();
        csrfTokens.setCookieCustomizer(cookie -> cookie.sameSite(LAX));
        SecurityHeaders.apply(http);
        http.csrf(csrf -> csrf.csrfTokenRepository(csrfTokens))
                .requestCache(cache -> cache.requestCache(asked))
                .exceptionHandling(
                        handling -> handling.authenticationEntryPoint(refusal).accessDeniedHandler(refusal))
                .formLogin(form ->
                        form.loginPage(Paths.LOGIN).successHandler(outcome).failureHandler(outcome))
                .logout(logout -> logout.logoutSuccessUrl(Paths.LOGIN + "?logout"))
                .addFilterBefore(
                        new ThrottleFilter(throttle, new Semaphore(checksAtOnce(), true)),
                        UsernamePasswordAuthenticationFilter.class);
        if (providers.getIfAvailable() != null) {
            AuthorizationRequestCookie underway = new AuthorizationRequestCookie(InstantSource.system());
            http.oauth2Login(login -> login.loginPage(Paths.LOGIN)
                    .authorizationEndpoint(endpoint -> endpoint.authorizationRequestRepository(underway))
                    .successHandler(outcome)
                    .failureHandler(outcome));
        }
        return roles(http).build();
    }

    /** Guessers leave half of the machine to those who are logged in. */
    private static int checksAtOnce() {
        return Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
    }

    private static HttpSecurity roles(HttpSecurity http) {
        return http.authorizeHttpRequests(calls -> calls.dispatcherTypeMatchers(
                        DispatcherType.ERROR, DispatcherType.FORWARD, DispatcherType.ASYNC)
                .permitAll()
                .requestMatchers(reading(Paths.FOR_EVERYBODY))
                .permitAll()
                .requestMatchers(reading(Paths.HEALTH, Paths.HEALTH + "/**"))
                .permitAll()
                .requestMatchers(HttpMethod.POST, Paths.EVENTS)
                .hasRole("INTAKE")
                .requestMatchers(reading("/actuator/prometheus"))
                .hasRole("VIEWER")
                .requestMatchers("/actuator/**", "/api/audit", "/api/backups", "/api/backups/**", "/audit")
                .hasRole("OPERATOR")
                .requestMatchers(reading("/**"))
                .hasRole("VIEWER")
                .anyRequest()
                .hasRole("OPERATOR"));
    }

    /** GET and HEAD: whatever answers the one answers the other. */
    private static RequestMatcher[] reading(String... paths) {
        PathPatternRequestMatcher.Builder matchers = PathPatternRequestMatcher.withDefaults();
        return Stream.of(paths)
                .flatMap(path ->
                        Stream.of(HttpMethod.GET, HttpMethod.HEAD).map(method -> matchers.matcher(method, path)))
                .toArray(RequestMatcher[]::new);
    }
}
