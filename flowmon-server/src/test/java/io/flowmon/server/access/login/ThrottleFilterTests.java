/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.access.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.servlet.FilterChain;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.TestingAuthenticationToken;

class ThrottleFilterTests {

    private final ExecutorService browsers = Executors.newFixedThreadPool(40);
    private final LoginThrottle throttle = new LoginThrottle(() -> Instant.EPOCH);
    private final Semaphore checks = new Semaphore(2, true);
    private final ThrottleFilter filter = new ThrottleFilter(throttle, checks);
    private final LoginOutcome outcome = new LoginOutcome(throttle);

    @AfterEach
    void close() {
        browsers.shutdownNow();
    }

    @Test
    void attempts_allAtOnce_passNoMoreThanOneAfterTheOther() throws Exception {
        AtomicInteger passed = new AtomicInteger();
        List<Future<?>> all = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            all.add(browsers.submit(() -> post("anna", "10.0.0.1", (request, response) -> passed.incrementAndGet())));
        }
        for (Future<?> one : all) {
            one.get(60, TimeUnit.SECONDS);
        }

        assertThat(passed).hasValue(LoginThrottle.FAILURES_OF_A_PAIR);
    }

    @Test
    void passwords_ofManyAtOnce_areCheckedTwoAtATime() throws Exception {
        CountDownLatch slow = new CountDownLatch(1);
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        List<Future<?>> all = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            String address = "10.0.0." + i;
            all.add(browsers.submit(() -> post("user", address, (request, response) -> {
                most.accumulateAndGet(running.incrementAndGet(), Math::max);
                awaitQuietly(slow);
                running.decrementAndGet();
            })));
        }

        await().until(() -> checks.getQueueLength() == 10);
        assertThat(running).hasValue(2);
        slow.countDown();
        for (Future<?> one : all) {
            one.get(60, TimeUnit.SECONDS);
        }
        assertThat(most).hasValue(2);
        assertThat(checks.availablePermits()).isEqualTo(2);
    }

    @Test
    void success_ofAPassword_takesTheAttemptBack() throws Exception {
        for (int i = 0; i < 30; i++) {
            MockHttpServletResponse answer = post(
                    "anna",
                    "10.0.0.1",
                    (request, response) -> outcome.onAuthenticationSuccess(
                            (MockHttpServletRequest) request,
                            (MockHttpServletResponse) response,
                            new TestingAuthenticationToken("anna", "")));
            assertThat(answer.getRedirectedUrl()).isEqualTo("/");
        }
    }

    @Test
    void loginAtAProvider_whateverUserItsAddressNames_countsForNobody() throws Exception {
        MockHttpServletRequest callback = new MockHttpServletRequest("GET", "/login/oauth2/code/corporate");
        callback.setParameter("username", "anna");
        callback.setRemoteAddr("10.0.0.1");
        for (int i = 0; i < 10; i++) {
            outcome.onAuthenticationFailure(callback, new MockHttpServletResponse(), new BadCredentialsException("no"));
        }
        assertThat(throttle.begin(LoginAttempt.of("anna", "10.0.0.1"))).isZero();
        for (int i = 1; i < LoginThrottle.FAILURES_OF_A_PAIR; i++) {
            throttle.begin(LoginAttempt.of("anna", "10.0.0.1"));
        }

        outcome.onAuthenticationSuccess(
                callback, new MockHttpServletResponse(), new TestingAuthenticationToken("mallory", ""));

        assertThat(throttle.begin(LoginAttempt.of("anna", "10.0.0.1"))).isPositive();
    }

    private MockHttpServletResponse post(String user, String address, FilterChain chain) throws Exception {
        MockHttpServletRequest request = new MockHttpServletRequest("POST", "/login");
        request.setParameter("username", user);
        request.setRemoteAddr(address);
        MockHttpServletResponse response = new MockHttpServletResponse();
        filter.doFilter(request, response, chain);
        return response;
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }
}
