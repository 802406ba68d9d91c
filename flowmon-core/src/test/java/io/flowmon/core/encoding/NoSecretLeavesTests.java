/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.encoding;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowmon.core.event.CapturedBody;
import io.flowmon.core.event.Completion;
import io.flowmon.core.event.ErrorInfo;
import io.flowmon.core.event.Event;
import io.flowmon.core.event.EventBuilder;
import io.flowmon.core.event.Headers;
import io.flowmon.core.event.Outcome;
import io.flowmon.core.event.Result;
import io.flowmon.core.event.ServiceParams;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JsonParser;

/** Set {@code -Dflowmon.test.seed} to repeat a run; a failure prints the seed and the case. */
class NoSecretLeavesTests {

    private static final int PAYLOADS = 10_000;

    private final EncodedEvents events = EncodedEvents.withDefaults();

    @Test
    void encode_generatedPayloads_noSecretLeavesAndHarmlessValuesStay() {
        long seed = Long.getLong("flowmon.test.seed", 20_261_122L);
        for (int i = 0; i < PAYLOADS; i++) {
            check(seed, i);
        }
    }

    private void check(long seed, int number) {
        Random random = new Random(seed + number);
        Secrets secrets = new Secrets(random);
        PayloadGenerator payloads = new PayloadGenerator(random, secrets);
        Case generated = generate(random, payloads);
        Event event = event(generated.body(), random, payloads, secrets);

        String encoded = events.text(event);

        String what = "seed " + seed + ", payload " + number + ": " + generated + "\nencoded: " + encoded;
        String all = String.join("\n", texts(encoded));
        for (String secret : secrets.planted()) {
            assertThat(all.contains(secret)).as("%s leaves. %s", secret, what).isFalse();
        }
        if (generated.readable()) {
            for (String value : payloads.harmless()) {
                assertThat(all.contains(value))
                        .as("%s is lost. %s", value, what)
                        .isTrue();
            }
        }
    }

    private static Case generate(Random random, PayloadGenerator payloads) {
        Charset utf8 = StandardCharsets.UTF_8;
        return switch (random.nextInt(12)) {
            case 0, 1 -> Case.of(payloads.json(3), utf8, "application/json", true);
            case 2 -> Case.of(payloads.json(2), utf8, null, true);
            case 3 -> Case.of(payloads.xml(2), utf8, random.nextBoolean() ? "text/xml" : null, true);
            case 4 -> Case.of(payloads.form(utf8), utf8, "application/x-www-form-urlencoded", true);
            case 5 -> Case.of(payloads.text(), utf8, random.nextBoolean() ? "text/plain" : null, true);
            case 6 ->
                Case.of(
                        payloads.damaged(payloads.json(2), "}"),
                        utf8,
                        random.nextBoolean() ? "text/json" : null,
                        false);
            case 7 -> Case.of(payloads.damaged(payloads.xml(2), "<"), utf8, "application/soap+xml", false);
            case 8 -> cut(random, Case.of(payloads.json(3), utf8, "application/json", false));
            case 9 -> cut(random, Case.of(payloads.form(utf8), utf8, "application/x-www-form-urlencoded", false));
            case 10 -> odd(random, payloads);
            default -> gzip(Case.of(payloads.json(2), utf8, "application/json", true));
        };
    }

    private static Case odd(Random random, PayloadGenerator payloads) {
        Charset charset = PayloadGenerator.oddCharset(random);
        String declared = random.nextBoolean() ? ";charset=" + charset.name() : "";
        return switch (random.nextInt(3)) {
            case 0 -> Case.of(payloads.text(), charset, "text/plain" + declared, false);
            case 1 -> Case.of(payloads.json(2), charset, "application/json" + declared, false);
            default -> Case.of(payloads.xml(1), charset, "application/xml" + declared, false);
        };
    }

    private static Case cut(Random random, Case whole) {
        CapturedBody body = whole.body();
        int kept = random.nextInt(body.bytes().length);
        return new Case(
                whole.text(),
                new CapturedBody(Arrays.copyOf(body.bytes(), kept), body.size(), false, body.contentType(), null),
                false);
    }

    private static Case gzip(Case plain) {
        CapturedBody body = plain.body();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(body.bytes());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return new Case(
                plain.text(), EncodedEvents.encoded(bytes.toByteArray(), "application/json", "gzip"), plain.readable());
    }

    private static Event event(CapturedBody body, Random random, PayloadGenerator payloads, Secrets secrets) {
        Headers headers = new Headers()
                .add("Authorization", secrets.plain())
                .add("Cookie", "a=" + secrets.plain())
                .add("X-Note", "see " + secrets.shaped())
                .add("Location", "https://host/cb?" + secrets.name() + "=" + secrets.plain());
        EventBuilder event = EncodedEvents.event()
                .headers(headers)
                .businessKeys(Map.of(secrets.name(), secrets.plain(), "order_id", payloads.harmlessValue()))
                .completion(new Completion(
                        Instant.EPOCH,
                        Instant.EPOCH,
                        1,
                        Outcome.EXCEPTION,
                        new ErrorInfo(
                                "a.B", "bad " + secrets.shaped() + ", " + secrets.name() + "=" + secrets.plain())));
        if (random.nextBoolean()) {
            event.result(Result.ofCall(200, body));
        } else {
            event.serviceParams(ServiceParams.ofCall(
                    "/a/" + secrets.card().replace(" ", "%20"), payloads.form(StandardCharsets.UTF_8), null, body));
        }
        return event.build();
    }

    /** Every name and value, read as a stream: a tree would hide what stands under a repeated name. */
    private static List<String> texts(String encoded) {
        List<String> texts = new ArrayList<>();
        try (JsonParser parser = EncodedEvents.MAPPER.createParser(encoded)) {
            while (parser.nextToken() != null) {
                texts.add(parser.getString());
                texts.add(decoded(parser.getString()));
            }
        }
        return texts;
    }

    /** A query string shows values as they were encoded. */
    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return text;
        }
    }

    private record Case(String text, CapturedBody body, boolean readable) {
        static Case of(String text, Charset charset, @Nullable String contentType, boolean readable) {
            return new Case(text, EncodedEvents.body(text.getBytes(charset), contentType), readable);
        }
    }
}
