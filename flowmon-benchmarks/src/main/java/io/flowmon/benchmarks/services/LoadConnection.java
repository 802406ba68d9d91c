/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.benchmarks.services;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.HdrHistogram.Histogram;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.impl.bootstrap.HttpRequester;
import org.apache.hc.core5.http.impl.bootstrap.RequesterBootstrap;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.support.ClassicRequestBuilder;
import org.apache.hc.core5.http.protocol.HttpCoreContext;
import org.apache.hc.core5.util.Timeout;

/** One connection: the next request follows the answer, after a pause if the order says so. */
final class LoadConnection {

    private static final int OK = 200;
    private static final Timeout TIMEOUT = Timeout.ofSeconds(30);
    private static final int DIGITS = 3;

    private final LoadOrder order;
    private final HttpHost target;
    private final byte[] body = SampleOrder.json().getBytes(StandardCharsets.UTF_8);

    LoadConnection(LoadOrder order) throws Exception {
        this.order = order;
        this.target = HttpHost.create(URI.create(order.url()));
    }

    static Histogram newHistogram() {
        return new Histogram(DIGITS);
    }

    /** The times of all requests in nanoseconds. */
    Histogram run() throws Exception {
        Histogram times = newHistogram();
        try (HttpRequester requester = RequesterBootstrap.bootstrap().create()) {
            long end = System.nanoTime() + Duration.ofSeconds(order.seconds()).toNanos();
            long begin;
            while ((begin = System.nanoTime()) < end) {
                request(requester);
                times.recordValue(System.nanoTime() - begin);
                pause();
            }
        }
        return times;
    }

    private void request(HttpRequester requester) throws IOException, HttpException {
        ClassicHttpRequest request = ClassicRequestBuilder.post(order.url())
                .setEntity(new ByteArrayEntity(body, ContentType.APPLICATION_JSON))
                .build();
        requester.execute(target, request, TIMEOUT, HttpCoreContext.create(), this::check);
    }

    private byte[] check(ClassicHttpResponse response) throws IOException {
        byte[] answer = EntityUtils.toByteArray(response.getEntity());
        if (response.getCode() != OK || answer.length != body.length) {
            throw new IOException("Status " + response.getCode() + " with " + answer.length + " bytes");
        }
        return answer;
    }

    private void pause() throws InterruptedException {
        if (order.maxPauseMillis() > 0) {
            Thread.sleep(ThreadLocalRandom.current().nextInt(order.maxPauseMillis() + 1));
        }
    }
}
