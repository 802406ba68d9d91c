/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.demo.launcher.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Asks a part once whether it is ready to work; any failure to answer means that it is not. */
@FunctionalInterface
public interface HealthProbe {

    /** How long one question may take. */
    Duration TIMEOUT = Duration.ofSeconds(2);

    boolean healthy() throws IOException, InterruptedException;

    /** Healthy is a 200 from this address. */
    static HealthProbe http(URI uri) {
        HttpClient client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
        HttpRequest request = HttpRequest.newBuilder(uri).timeout(TIMEOUT).build();
        return () -> client.send(request, BodyHandlers.discarding()).statusCode() == 200;
    }

    /** Healthy is a Redis that answers PING. */
    static HealthProbe redis(int port) {
        return () -> {
            try (var socket = new Socket()) {
                int timeout = (int) TIMEOUT.toMillis();
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), timeout);
                socket.setSoTimeout(timeout);
                socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
                return new String(socket.getInputStream().readNBytes(5), StandardCharsets.US_ASCII).equals("+PONG");
            }
        };
    }
}
