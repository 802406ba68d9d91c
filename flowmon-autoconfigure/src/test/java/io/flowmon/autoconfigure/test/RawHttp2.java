/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.test;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.impl.bootstrap.HttpAsyncRequester;
import org.apache.hc.core5.http.message.BasicHttpRequest;
import org.apache.hc.core5.http.nio.AsyncEntityProducer;
import org.apache.hc.core5.http.nio.entity.BasicAsyncEntityProducer;
import org.apache.hc.core5.http.nio.entity.DiscardingEntityConsumer;
import org.apache.hc.core5.http.nio.support.BasicRequestProducer;
import org.apache.hc.core5.http.nio.support.BasicResponseConsumer;
import org.apache.hc.core5.http2.HttpVersionPolicy;
import org.apache.hc.core5.http2.config.H2Config;
import org.apache.hc.core5.http2.impl.nio.bootstrap.H2RequesterBootstrap;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.reactor.IOReactorConfig;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Talks HTTP/2 without encryption and without asking first, and shows every header and every frame of an answer. Each
 * exchange has a connection of its own, which stays open until all are closed: a caller that hung up at once might look
 * like one that did not wait for the answer.
 */
public final class RawHttp2 implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 10;
    private static final int WINDOW = 1 << 24;

    private final HttpHost host;
    private final List<HttpAsyncRequester> requesters = new CopyOnWriteArrayList<>();

    public RawHttp2(int port) {
        this.host = new HttpHost("http", "localhost", port);
    }

    /** Sends {@code head} (lines as of HTTP/1.1) and {@code body} on a connection of its own; returns the frames. */
    public String exchange(String head, String body) {
        Frames frames = new Frames();
        HttpAsyncRequester requester = H2RequesterBootstrap.bootstrap()
                .setIOReactorConfig(IOReactorConfig.custom().setIoThreadCount(1).build())
                .setVersionPolicy(HttpVersionPolicy.FORCE_HTTP_2)
                .setH2Config(H2Config.custom()
                        .setPushEnabled(false)
                        .setInitialWindowSize(WINDOW)
                        .build())
                .setStreamListener(frames)
                .create();
        requesters.add(requester);
        requester.start();
        try {
            requester
                    .execute(
                            new BasicRequestProducer(request(head), entity(head, body)),
                            new BasicResponseConsumer<>(new DiscardingEntityConsumer<Void>()),
                            Timeout.ofSeconds(PATIENCE_SECONDS),
                            null)
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException aborted) {
            // the frames tell how far the answer came
        } catch (TimeoutException | InterruptedException e) {
            throw new IllegalStateException("The server did not answer; so far: " + frames, e);
        }
        return frames.toString();
    }

    @Override
    public void close() {
        requesters.forEach(requester -> requester.close(CloseMode.IMMEDIATE));
    }

    private BasicHttpRequest request(String head) {
        String[] lines = head.strip().split("\n", -1);
        String[] first = lines[0].split(" ", -1);
        BasicHttpRequest request = new BasicHttpRequest(first[0], host, first[1]);
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            String name = lines[i].substring(0, colon);
            if (!"Content-Type".equals(name) && !"Transfer-Encoding".equals(name)) {
                request.addHeader(name, lines[i].substring(colon + 1).strip());
            }
        }
        return request;
    }

    private static @Nullable AsyncEntityProducer entity(String head, String body) {
        if (body.isEmpty()) {
            return null;
        }
        String type = head.lines()
                .filter(line -> line.startsWith("Content-Type:"))
                .map(line -> line.substring("Content-Type:".length()).strip())
                .findFirst()
                .orElse("application/octet-stream");
        boolean chunked = head.contains("Transfer-Encoding");
        byte[] bytes = (chunked ? withoutChunks(body) : body).getBytes(StandardCharsets.ISO_8859_1);
        return new BasicAsyncEntityProducer(bytes, ContentType.parse(type), chunked);
    }

    /** What the chunks of an HTTP/1.1 body hold, each shorter than a line may be. */
    private static String withoutChunks(String body) {
        StringBuilder content = new StringBuilder();
        int from = 0;
        while (true) {
            int lineEnd = body.indexOf("\r\n", from);
            int length = Integer.parseInt(body.substring(from, lineEnd), 16);
            if (length == 0) {
                return content.toString();
            }
            content.append(body, lineEnd + 2, lineEnd + 2 + length);
            from = lineEnd + 2 + length + 2;
        }
    }
}
