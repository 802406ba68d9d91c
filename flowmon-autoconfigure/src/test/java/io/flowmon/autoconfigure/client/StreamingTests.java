/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.flowmon.core.event.CapturedBody;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.http.client.ClientHttpRequestFactoryBuilder;
import org.springframework.http.MediaType;
import org.springframework.http.StreamingHttpOutputMessage;

/** Bodies beyond all caps, of which one side has seen the beginning before the other gives the rest. */
@SuppressWarnings("NullAway.Init") // the server is started before each test
class StreamingTests extends ClientTest {

    private static final byte[] MEGABYTE = new byte[1 << 20];
    private static final int MEGABYTES = 32;
    private static final long SIZE = (long) MEGABYTES * MEGABYTE.length;
    private static final int KEPT = 8 << 10;

    private final CountDownLatch beginningSeen = new CountDownLatch(1);
    private HttpServer streaming;

    @BeforeEach
    void startStreamingServer() throws IOException {
        streaming = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        streaming.createContext("/up", exchange -> {
            try (exchange) {
                byte[] answer = Long.toString(count(exchange.getRequestBody())).getBytes(StandardCharsets.US_ASCII);
                exchange.sendResponseHeaders(200, answer.length);
                exchange.getResponseBody().write(answer);
            }
        });
        streaming.createContext("/down", StreamingTests.this::down);
        streaming.start();
    }

    @AfterEach
    void stopStreamingServer() {
        streaming.stop(0);
    }

    private void down(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", "text/plain");
            exchange.sendResponseHeaders(200, 0);
            write(exchange.getResponseBody());
        }
    }

    @ParameterizedTest
    @MethodSource("factories")
    void upload_leavesWhileItIsWritten(ClientHttpRequestFactoryBuilder<?> factory) {
        inApplication(context -> assertThat(restClient(context, factory)
                        .post()
                        .uri(url("/up"))
                        .contentType(MediaType.TEXT_PLAIN)
                        .body((StreamingHttpOutputMessage.Body) this::write)
                        .retrieve()
                        .body(String.class))
                .isEqualTo(Long.toString(SIZE)));

        assertCut(assertThat(end().serviceParams()).isNotNull().actual().body());
    }

    @ParameterizedTest
    @MethodSource("factories")
    void download_arrivesWhileItIsWritten(ClientHttpRequestFactoryBuilder<?> factory) {
        inApplication(context -> assertThat(restClient(context, factory)
                        .get()
                        .uri(url("/down"))
                        .<Long>exchange((request, response) -> count(response.getBody())))
                .isEqualTo(SIZE));

        assertCut(assertThat(end().result()).isNotNull().actual().body());
    }

    private String url(String path) {
        return "http://localhost:" + streaming.getAddress().getPort() + path;
    }

    private void write(OutputStream target) throws IOException {
        target.write(MEGABYTE);
        target.flush();
        awaitBeginningSeen();
        for (int i = 1; i < MEGABYTES; i++) {
            target.write(MEGABYTE);
        }
    }

    private void awaitBeginningSeen() throws IOException {
        try {
            if (!beginningSeen.await(10, TimeUnit.SECONDS)) {
                throw new IOException("The other side has not seen the beginning: somebody holds the body back");
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private long count(InputStream source) throws IOException {
        long count = source.read() < 0 ? 0 : 1;
        beginningSeen.countDown();
        return count + source.transferTo(OutputStream.nullOutputStream());
    }

    private static void assertCut(@Nullable CapturedBody body) {
        assertThat(body).isNotNull().satisfies(cut -> {
            assertThat(cut.bytes()).hasSize(KEPT);
            assertThat(cut.size()).isEqualTo(SIZE);
        });
    }
}
