/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.replay.target;

import io.flowmon.core.event.Outcome;
import io.flowmon.server.settings.ReplayTargetSettings;
import io.flowmon.server.settings.UnusableSettingException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Calls of services that are on a list of allowed ones. One after another, as they were sent; directly, without any proxy; and
 * no redirect is followed: it could lead to a host that is not on the list.
 */
final class HttpTarget implements ReplayTarget {

    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

    /** A service that leaves so many calls one after another unanswered is not asked for the others of a batch. */
    private static final int PATIENCE = 3;

    private final HttpClient client;
    private final AllowedHosts hosts;
    private final Duration timeout;

    private HttpTarget(AllowedHosts hosts, Duration timeout) {
        this.hosts = hosts;
        this.timeout = timeout;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(timeout)
                .followRedirects(HttpClient.Redirect.NEVER)
                .proxy(HttpClient.Builder.NO_PROXY)
                .build();
    }

    /**
     * As the settings say it.
     *
     * @throws UnusableSettingException if one of the hosts is none
     */
    static HttpTarget of(ReplayTargetSettings settings) {
        return new HttpTarget(
                AllowedHosts.of(settings.http().allowedHosts()), settings.http().timeout());
    }

    @Override
    public boolean serves(String endpoint) {
        return METHODS.contains(Destination.kindOf(endpoint));
    }

    @Override
    public @Nullable String refusal(Resend message) {
        Resend.Call call = message.call();
        if (call == null) {
            return "It is not known which host and path were called.";
        }
        if (hosts.isEmpty()) {
            return "No service may be called again: set " + AllowedHosts.SETTING + ".";
        }
        String base = hosts.baseOf(call.host());
        if (base == null) {
            return call.host() + " may not be called again: it is not in " + AllowedHosts.SETTING + ".";
        }
        try {
            request(message, call, base);
            return null;
        } catch (IllegalArgumentException unusable) {
            return "What is known of the call cannot be sent: method, path or content type are no such thing.";
        }
    }

    @Override
    public List<ResendOutcome> send(List<Resend> messages) {
        Map<String, Integer> unanswered = new HashMap<>();
        List<ResendOutcome> outcomes = new ArrayList<>(messages.size());
        for (Resend message : messages) {
            Resend.Call call = message.call();
            String base = call == null ? null : hosts.baseOf(call.host());
            if (call == null || base == null) {
                outcomes.add(ResendOutcome.failed("this call may not be sent", System.nanoTime()));
            } else if (Thread.currentThread().isInterrupted()) {
                outcomes.add(ResendOutcome.of(Outcome.CANCELLED, "not sent: the server stops", System.nanoTime()));
            } else if (unanswered.getOrDefault(base, 0) >= PATIENCE) {
                outcomes.add(ResendOutcome.of(
                        Outcome.CANCELLED,
                        "not sent: " + call.host() + " left the calls before it unanswered",
                        System.nanoTime()));
            } else {
                BoundedAnswer answer = new BoundedAnswer();
                outcomes.add(outcome(request(message, call, base), answer, call.host()));
                unanswered.compute(
                        base, (same, before) -> answer.status() > 0 ? null : before == null ? 1 : before + 1);
            }
        }
        return outcomes;
    }

    private ResendOutcome outcome(HttpRequest request, BoundedAnswer answer, String host) {
        long begun = System.nanoTime();
        CompletableFuture<?> sent = client.sendAsync(request, answer);
        try {
            sent.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            return answered(answer.status(), begun);
        } catch (TimeoutException slow) {
            return answer.status() == 0
                    ? ResendOutcome.of(
                            Outcome.TIMEOUT,
                            "%s did not answer within %d ms; it may have done what it was asked"
                                    .formatted(host, timeout.toMillis()),
                            begun)
                    : answered(answer.status(), begun);
        } catch (ExecutionException failure) {
            return ResendOutcome.failed(host + " cannot be reached: " + Failures.text(failure), begun);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return ResendOutcome.of(Outcome.TIMEOUT, "the server stopped before " + host + " answered", begun);
        } finally {
            sent.cancel(true);
        }
    }

    private static ResendOutcome answered(int status, long begun) {
        return ResendOutcome.of(Outcome.ofStatus(status), "status " + status, begun);
    }

    /** @throws IllegalArgumentException if it cannot be one, or would go elsewhere than to {@code base} */
    private static HttpRequest request(Resend message, Resend.Call call, String base) {
        if (!call.path().startsWith("/") || !METHODS.contains(call.method())) {
            throw new IllegalArgumentException("no path or method");
        }
        URI uri = URI.create(base + call.path() + (call.query() == null ? "" : "?" + call.query()));
        if (uri.getRawFragment() != null || !call.path().equals(uri.getRawPath())) {
            throw new IllegalArgumentException("not the path alone");
        }
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .method(
                        call.method(),
                        message.payload().length == 0
                                ? BodyPublishers.noBody()
                                : BodyPublishers.ofByteArray(message.payload()))
                .header("User-Agent", "flowmon")
                .header("X-Correlation-Id", message.correlationId())
                .header("X-Message-Id", message.messageId().toString())
                .header("X-Flow-Replay", "true");
        if (call.contentType() != null) {
            request.header("Content-Type", call.contentType());
        }
        return request.build();
    }
}
