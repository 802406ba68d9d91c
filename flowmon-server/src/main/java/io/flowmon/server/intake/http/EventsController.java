/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.intake.http;

import io.flowmon.server.intake.DecodedEvents;
import io.flowmon.server.intake.EventDecoder;
import io.flowmon.server.intake.IntakeMetrics;
import io.flowmon.server.intake.UndecodableException;
import io.flowmon.server.settings.ServerSettings;
import io.flowmon.server.store.EventBatch;
import io.flowmon.server.store.EventStore;
import io.flowmon.server.store.IdempotentRequest;
import io.flowmon.server.store.Receipt;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import tools.jackson.databind.json.JsonMapper;

/** Takes events over HTTP and answers once they are on disk. */
@RestController
class EventsController {

    private static final String SOURCE = "http";
    private static final int MAX_KEY_LENGTH = 255;
    private static final long ROOM_MILLIS = 20;
    private static final String RETRY_AFTER_SECONDS = "10";

    private final EventDecoder decoder;
    private final EventStore store;
    private final IntakeMetrics metrics;
    private final JsonMapper json;
    private final RequestBodies bodies;
    private final ServerSettings.Http settings;

    EventsController(
            EventDecoder decoder,
            EventStore store,
            IntakeMetrics metrics,
            JsonMapper json,
            RequestBodies bodies,
            ServerSettings settings) {
        this.bodies = bodies;
        this.decoder = decoder;
        this.store = store;
        this.metrics = metrics;
        this.json = json;
        this.settings = settings.http();
    }

    /** What the client is told. */
    record Answer(int accepted, List<Reason> rejected) {}

    /** Why one of the events was not taken. */
    record Reason(int index, String reason) {}

    @PostMapping("/api/events")
    ResponseEntity<String> take(
            HttpServletRequest request, @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key)
            throws IOException {
        if (key != null && (key.isEmpty() || key.length() > MAX_KEY_LENGTH)) {
            throw problem(HttpStatus.BAD_REQUEST, "Idempotency-Key must have 1 to " + MAX_KEY_LENGTH + " characters");
        }
        store.trouble().ifPresent(trouble -> {
            throw later("Nothing can be stored at present; send again later. " + trouble);
        });
        try (RequestBodies.Body body = bodies.read(request)) {
            return take(body.bytes(), request.getContentType(), key);
        }
    }

    private ResponseEntity<String> take(byte[] body, @Nullable String contentType, @Nullable String key) {
        DecodedEvents decoded = decode(body, contentType);
        String answer = json.writeValueAsString(answer(decoded));
        IdempotentRequest repeatable = key == null ? null : new IdempotentRequest(key, Fingerprint.of(body), answer);
        EventBatch batch = new EventBatch(
                Instant.now(), SOURCE, decoded.events(), decoded.rejected(), null, repeatable, body.length);
        Receipt receipt = store(batch);
        metrics.count(batch, receipt);
        IdempotentRequest earlier = receipt.earlier();
        if (earlier != null && repeatable != null && !earlier.fingerprint().equals(repeatable.fingerprint())) {
            throw problem(
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    "This Idempotency-Key was used for other events; choose a new one");
        }
        return ResponseEntity.accepted()
                .contentType(MediaType.APPLICATION_JSON)
                .body(earlier == null ? answer : earlier.answer());
    }

    private DecodedEvents decode(byte[] body, @Nullable String contentType) {
        try {
            boolean lines = contentType != null && contentType.contains("ndjson");
            return lines ? decoder.decodeLines(body) : decoder.decode(body);
        } catch (UndecodableException notJson) {
            throw problem(HttpStatus.BAD_REQUEST, "The request holds no events: " + notJson.reason());
        }
    }

    private static Answer answer(DecodedEvents decoded) {
        List<Reason> reasons = decoded.rejected().stream()
                .map(one -> new Reason(one.index(), one.reason()))
                .toList();
        return new Answer(decoded.events().size(), reasons);
    }

    private Receipt store(EventBatch batch) {
        Instant deadline = Instant.now().plus(settings.timeout());
        try {
            CompletableFuture<Receipt> done = store.offer(batch).orElse(null);
            while (done == null) {
                if (Instant.now().isAfter(deadline)) {
                    throw later("The store is busy; send again later");
                }
                TimeUnit.MILLISECONDS.sleep(ROOM_MILLIS);
                done = store.offer(batch).orElse(null);
            }
            return done.get(
                    Math.max(0, Duration.between(Instant.now(), deadline).toMillis()), TimeUnit.MILLISECONDS);
        } catch (TimeoutException tooLong) {
            throw later("Not stored in time; send again with the same Idempotency-Key");
        } catch (ExecutionException notStored) {
            throw later("Not stored; send again later");
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw later("The server is stopping; send again later");
        }
    }

    private static ErrorResponseException later(String detail) {
        ErrorResponseException unavailable = new ErrorResponseException(
                HttpStatus.SERVICE_UNAVAILABLE,
                ProblemDetail.forStatusAndDetail(HttpStatus.SERVICE_UNAVAILABLE, detail),
                null);
        unavailable.getHeaders().set(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
        return unavailable;
    }

    private static ResponseStatusException problem(HttpStatus status, String detail) {
        return new ResponseStatusException(status, detail);
    }
}
