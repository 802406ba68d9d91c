/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Keeps cookies and follows no redirects; comes from an address of its own, as a proxy would say. */
final class Browser {

    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");

    private final CookieManager cookies = new CookieManager();
    private final HttpClient http =
            HttpClient.newBuilder().cookieHandler(cookies).build();
    private final int port;
    private final String address;

    Browser(int port, String address) {
        this.port = port;
        this.address = address;
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .header("X-Forwarded-For", address);
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path));
    }

    HttpResponse<String> post(String path, String fields) throws IOException, InterruptedException {
        return send(form(path, fields));
    }

    HttpResponse<String> login(String user, String password) throws IOException, InterruptedException {
        return send(form("/login", credentials(csrf(get("/login").body()), user, password)));
    }

    /** Many attempts at the same time, after the login page was read once. */
    List<CompletableFuture<HttpResponse<String>>> loginsAtOnce(int times, String user, String password)
            throws IOException, InterruptedException {
        String fields = credentials(csrf(get("/login").body()), user, password);
        return IntStream.range(0, times)
                .mapToObj(i -> http.sendAsync(form("/login", fields).build(), HttpResponse.BodyHandlers.ofString()))
                .toList();
    }

    @Nullable
    HttpCookie session() {
        return cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals("flowmon-session"))
                .findFirst()
                .orElse(null);
    }

    static String location(HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").orElse("");
    }

    static String csrf(String page) {
        Matcher token = CSRF.matcher(page);
        assertThat(token.find()).isTrue();
        return encoded(token.group(1));
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String credentials(String csrf, String user, String password) {
        return "_csrf=" + csrf + "&username=" + encoded(user) + "&password=" + encoded(password);
    }

    private HttpRequest.Builder form(String path, String fields) {
        return request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(fields));
    }
}
