/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowmon.server.access.token.Tokens;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Strangers who send a body to a server that does not let them in. */
@DirtiesContext // its server must not outlive the folder that it stores in
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "flowmon.server.zeromq.port=0")
class RefusedBodyTests {

    @TempDir
    static Path data;

    @LocalServerPort
    int port;

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry registry) {
        registry.add("flowmon.server.data", () -> data.resolve("data").toString());
        registry.add("flowmon.server.tokens.service.sha256", () -> Tokens.hash(Tokens.create()));
        registry.add("flowmon.server.tokens.service.roles", () -> "intake");
    }

    /** The rest of the body never comes, and nobody waits for it. */
    @Test
    void stranger_whoAnnouncesABody_isRefusedAndCutOff() throws Exception {
        for (String length : Set.of("Content-Length: 1000000", "Transfer-Encoding: chunked")) {
            try (Socket stranger = new Socket(InetAddress.getLoopbackAddress(), port)) {
                stranger.setSoTimeout(10_000);
                write(
                        stranger,
                        "POST /api/events HTTP/1.1\r\nHost: localhost\r\nAccept: text/html\r\n"
                                + "Content-Type: application/json\r\n" + length + "\r\n\r\n1");

                String answer = new String(stranger.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

                assertThat(answer).matches("(?s)HTTP/1.1 (302|401).*");
            }
        }
    }

    /** The body comes after the answer was decided, in pieces; the connection can be used again. */
    @Test
    void stranger_whoseBodyComesALittleLater_readsTheAnswerAndMayGoOn() throws Exception {
        try (Socket stranger = new Socket(InetAddress.getLoopbackAddress(), port)) {
            stranger.setSoTimeout(10_000);
            for (int i = 0; i < 3; i++) {
                write(stranger, "POST /api/events HTTP/1.1\r\nHost: localhost\r\nContent-Length: 40000\r\n\r\n");
                write(stranger, "x".repeat(20_000));
                write(stranger, "x".repeat(20_000));

                assertThat(answer(stranger)).startsWith("HTTP/1.1 401");
            }
        }
    }

    /** Up to the end of the answer's head and of the body that it announces. */
    private static String answer(Socket socket) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int read = socket.getInputStream().read();
            assertThat(read).as("%s", head).isNotNegative();
            head.append((char) read);
        }
        Matcher length = Pattern.compile("(?i)content-length: (\\d+)").matcher(head);
        assertThat(length.find()).as("%s", head).isTrue();
        socket.getInputStream().readNBytes(Integer.parseInt(length.group(1)));
        return head.toString();
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
    }
}
