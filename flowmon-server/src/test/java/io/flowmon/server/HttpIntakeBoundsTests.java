/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What comes over HTTP is bounded as well. */
class HttpIntakeBoundsTests extends IntakeBoundsFixture {

    @LocalServerPort
    int port;

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void post_compressed_isTaken_withinTheSameBound() throws Exception {
        assertThat(post(gzip("[]".getBytes(StandardCharsets.UTF_8)), "gzip").statusCode())
                .isEqualTo(202);
        assertThat(post(gzip(new byte[10 << 20]), "gzip").statusCode()).isEqualTo(413);
        assertThat(post("nonsense".getBytes(StandardCharsets.UTF_8), "gzip").statusCode())
                .isEqualTo(400);
        assertThat(post("[]".getBytes(StandardCharsets.UTF_8), "br").statusCode())
                .isEqualTo(415);
    }

    @Test
    void post_whileSlowBodiesFillTheMemory_isRefused_andTakenAfterwards() throws Exception {
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 2; i++) {
                slow.add(slowPost(600_000, 510_000));
            }
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                            post(new byte[200_000], null).statusCode())
                    .isEqualTo(503));
            assertThat(meters.get("flowmon.intake.exceeded")
                            .tag("source", "http")
                            .counter()
                            .count())
                    .isPositive();
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                        post("[]".getBytes(StandardCharsets.UTF_8), null).statusCode())
                .isEqualTo(202));
    }

    private Socket slowPost(int announced, int sent) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        OutputStream out = socket.getOutputStream();
        out.write(("POST /api/events HTTP/1.1\r\nHost: localhost:" + port + "\r\nContent-Length: " + announced
                        + "\r\nContent-Type: application/json\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        out.write(new byte[sent]);
        out.flush();
        return socket;
    }

    private HttpResponse<String> post(byte[] body, @Nullable String encoding) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/events"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        if (encoding != null) {
            request.header("Content-Encoding", encoding);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
