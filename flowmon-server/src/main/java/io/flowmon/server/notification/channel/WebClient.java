/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.notification.channel;

import io.flowmon.server.notification.DeliveryException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Sends JSON to other servers, and says what their answers mean for the message. It follows no redirect: a message is for
 * the address that was set, and no other. Any thread.
 */
final class WebClient {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration TIMEOUT = Duration.ofSeconds(15);

    /** Answers that blame the message itself. */
    private static final Set<Integer> NEVER = Set.of(400, 413, 422);

    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(CONNECT_TIMEOUT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    /**
     * Returns once the other side has answered with 2xx.
     *
     * @throws DeliveryException for any other answer, or none within 15 s
     */
    void post(URI url, byte[] body, Map<String, String> headers) throws DeliveryException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(url)
                .header("Content-Type", "application/json")
                .header("User-Agent", "flowmon")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        CompletableFuture<HttpResponse<Void>> answer =
                client.sendAsync(request.build(), HttpResponse.BodyHandlers.discarding());
        try {
            check(answer.get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException slow) {
            throw DeliveryException.later(
                    url.getHost() + " has not answered within " + TIMEOUT.toSeconds() + " s", slow);
        } catch (ExecutionException failure) {
            throw DeliveryException.later(
                    url.getHost() + " cannot be reached: " + failure.getCause(), failure.getCause());
        } finally {
            answer.cancel(true);
        }
    }

    private static void check(HttpResponse<Void> answer) throws DeliveryException {
        int status = answer.statusCode();
        if (status >= 200 && status < 300) {
            return;
        }
        String message = answer.uri().getHost() + " answered with status " + status;
        if (NEVER.contains(status)) {
            throw DeliveryException.never(message, null);
        }
        throw DeliveryException.later(
                message,
                answer.headers()
                        .firstValue("Retry-After")
                        .map(WebClient::retryAfter)
                        .orElse(null));
    }

    /** Seconds, or a date (RFC 9110, 10.2.3); null if it is neither. */
    private static @Nullable Duration retryAfter(String value) {
        try {
            return value.chars().allMatch(c -> c >= '0' && c <= '9')
                    ? Duration.ofSeconds(Integer.parseInt(value))
                    : Duration.between(Instant.now(), ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME));
        } catch (NumberFormatException | DateTimeParseException neither) {
            return null;
        }
    }
}
