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
import tools.jackson.databind.json.JsonMapper;

/**
 * What each role may do. Programs come with a bearer token and leave no session; people log in by a form or at an OpenID
 * provider. Before somebody is logged in nothing is kept for them, so that strangers cannot fill the memory: the CSRF
 * token and the page that was asked for travel in cookies.
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
                .addFilterBefore(new ThrottleFilter(throttle), UsernamePasswordAuthenticationFilter.class);
        if (providers.getIfAvailable() != null) {
            http.oauth2Login(login ->
                    login.loginPage(Paths.LOGIN).successHandler(outcome).failureHandler(outcome));
        }
        return roles(http).build();
    }

    private static HttpSecurity roles(HttpSecurity http) {
        return http.authorizeHttpRequests(calls -> calls.dispatcherTypeMatchers(
                        DispatcherType.ERROR, DispatcherType.FORWARD, DispatcherType.ASYNC)
                .permitAll()
                .requestMatchers(HttpMethod.GET, Paths.FOR_EVERYBODY)
                .permitAll()
                .requestMatchers(HttpMethod.GET, Paths.HEALTH, Paths.HEALTH + "/**")
                .permitAll()
                .requestMatchers(HttpMethod.POST, Paths.EVENTS)
                .hasRole("INTAKE")
                .requestMatchers(HttpMethod.GET, "/actuator/prometheus")
                .hasRole("VIEWER")
                .requestMatchers("/actuator/**", "/api/backups", "/api/backups/**")
                .hasRole("OPERATOR")
                .requestMatchers(HttpMethod.GET, "/**")
                .hasRole("VIEWER")
                .anyRequest()
                .hasRole("OPERATOR"));
    }
}
