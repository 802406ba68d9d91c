/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionListener;
import java.io.IOException;
import java.io.InputStream;
import java.net.CookieManager;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.web.servlet.ServletListenerRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.web.util.UriComponentsBuilder;
import tools.jackson.databind.json.JsonMapper;

/** A server with a bundle of its own certificate, whose people log in at an OpenID provider: both by settings alone. */
@DirtiesContext // its server must not outlive the folder that it stores in
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "flowmon.server.zeromq.port=0")
class TlsAndOidcTests {

    private static final String STORE_PASSWORD = "changeit";

    @TempDir
    static Path folder;

    @SuppressWarnings("NullAway.Init")
    private static HttpServer provider;

    @SuppressWarnings("NullAway.Init")
    private static RSAKey key;

    private static volatile List<String> groups = List.of();
    private static volatile String nonce = "";

    private static final AtomicInteger SESSIONS = new AtomicInteger();

    /** Counts the sessions that are begun. */
    @TestConfiguration
    static class SessionCounter {

        @Bean
        ServletListenerRegistrationBean<HttpSessionListener> sessionCounter() {
            return new ServletListenerRegistrationBean<>(new HttpSessionListener() {
                @Override
                public void sessionCreated(HttpSessionEvent event) {
                    SESSIONS.incrementAndGet();
                }
            });
        }
    }

    @LocalServerPort
    int port;

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry registry) throws Exception {
        Path store = folder.resolve("web.p12");
        makeCertificate(store);
        registry.add("spring.ssl.bundle.jks.web.keystore.location", () -> "file:" + store);
        registry.add("spring.ssl.bundle.jks.web.keystore.password", () -> STORE_PASSWORD);
        registry.add("server.ssl.bundle", () -> "web");
        registry.add("flowmon.server.data", () -> folder.resolve("data").toString());

        key = new RSAKeyGenerator(2048).keyID("test").generate();
        provider = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        provider.createContext("/", TlsAndOidcTests::answer);
        provider.start();
        String client = "spring.security.oauth2.client.";
        registry.add(client + "registration.corporate.client-id", () -> "flowmon");
        registry.add(client + "registration.corporate.client-secret", () -> "secret");
        registry.add(client + "registration.corporate.scope", () -> "openid");
        registry.add(client + "registration.corporate.client-name", () -> "Corporate login");
        registry.add(client + "provider.corporate.issuer-uri", TlsAndOidcTests::issuer);
        registry.add("flowmon.server.oidc.roles-claim", () -> "groups");
        registry.add("flowmon.server.oidc.viewers", () -> "staff");
        registry.add("flowmon.server.oidc.operators", () -> "flow-admins");
    }

    @AfterAll
    static void stop() {
        if (provider != null) {
            provider.stop(0);
        }
    }

    @Test
    void page_overTls_asksForTheLoginAndToStayWithTls() throws Exception {
        HttpClient browser = browser();

        HttpResponse<String> login = get(browser, URI.create(home() + "/login"));

        assertThat(login.body()).contains("Log in with Corporate login");
        assertThat(login.headers().firstValue("Strict-Transport-Security")).isPresent();
        assertThat(get(browser, URI.create(home() + "/flows")).statusCode()).isEqualTo(302);
    }

    @Test
    void login_atTheProvider_givesTheRolesOfTheClaim() throws Exception {
        groups = List.of("staff", "others");
        HttpClient viewer = loggedIn();
        assertThat(get(viewer, URI.create(home() + "/flows")).statusCode()).isEqualTo(200);
        assertThat(get(viewer, URI.create(home() + "/actuator/auditevents")).statusCode())
                .isEqualTo(403);

        groups = List.of("flow-admins");
        HttpClient operator = loggedIn();
        assertThat(get(operator, URI.create(home() + "/actuator/auditevents")).statusCode())
                .isEqualTo(200);

        groups = List.of("strangers");
        assertThat(get(loggedIn(), URI.create(home() + "/flows")).statusCode()).isEqualTo(403);
    }

    @Test
    void login_begunByStrangers_leavesNoSession() throws Exception {
        HttpClient browser = browser();
        int before = SESSIONS.get();
        for (int i = 0; i < 1_000; i++) {
            HttpResponse<String> away = get(browser, URI.create(home() + "/oauth2/authorization/corporate"));
            assertThat(away.headers().firstValue("Location").orElse("")).startsWith(issuer());
        }
        HttpResponse<String> back =
                get(browser, URI.create(home() + "/login/oauth2/code/corporate?code=c&state=s&username=anna"));

        assertThat(back.headers().firstValue("Location").orElse("")).endsWith("/login?error");
        assertThat(SESSIONS).hasValue(before);
    }

    private HttpClient loggedIn() throws Exception {
        HttpClient browser = browser();
        HttpResponse<String> away = get(browser, URI.create(home() + "/oauth2/authorization/corporate"));
        URI asked = URI.create(away.headers().firstValue("Location").orElseThrow());
        Map<String, String> query =
                UriComponentsBuilder.fromUri(asked).build().getQueryParams().toSingleValueMap();
        nonce = Objects.requireNonNull(query.get("nonce"));
        HttpResponse<String> back =
                get(browser, URI.create(home() + "/login/oauth2/code/corporate?code=c&state=" + query.get("state")));
        assertThat(back.statusCode()).isEqualTo(302);
        assertThat(back.headers().firstValue("Location").orElse("")).doesNotContain("error");
        assertThat(back.headers().allValues("Set-Cookie"))
                .anySatisfy(cookie ->
                        assertThat(cookie).startsWith("flowmon-session=").contains("Secure"));
        return browser;
    }

    private String home() {
        return "https://localhost:" + port;
    }

    private static HttpResponse<String> get(HttpClient browser, URI uri) throws IOException, InterruptedException {
        return browser.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static HttpClient browser() throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(folder.resolve("web.p12"))) {
            trusted.load(in, STORE_PASSWORD.toCharArray());
        }
        KeyStore certificates = KeyStore.getInstance("PKCS12");
        certificates.load(null, null);
        certificates.setCertificateEntry("web", trusted.getCertificate("web"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(certificates);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(null, trust.getTrustManagers(), null);
        return HttpClient.newBuilder()
                .sslContext(tls)
                .cookieHandler(new CookieManager())
                .build();
    }

    private static void makeCertificate(Path store) throws IOException, InterruptedException {
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "web",
                        "-keyalg",
                        "RSA",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        STORE_PASSWORD,
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "SAN=dns:localhost")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(keytool.exitValue()).isZero();
    }

    private static String issuer() {
        return "http://localhost:" + provider.getAddress().getPort();
    }

    /** The provider: its description, its key, and an ID token for whatever code is shown. */
    private static void answer(HttpExchange exchange) throws IOException {
        Object body =
                switch (exchange.getRequestURI().getPath()) {
                    case "/.well-known/openid-configuration" ->
                        Map.of(
                                "issuer", issuer(),
                                "authorization_endpoint", issuer() + "/authorize",
                                "token_endpoint", issuer() + "/token",
                                "jwks_uri", issuer() + "/keys",
                                "response_types_supported", List.of("code"),
                                "subject_types_supported", List.of("public"),
                                "id_token_signing_alg_values_supported", List.of("RS256"));
                    case "/keys" -> new JWKSet(key.toPublicJWK()).toJSONObject();
                    case "/token" ->
                        Map.of("access_token", "a", "token_type", "Bearer", "expires_in", 60, "id_token", idToken());
                    default -> Map.of();
                };
        byte[] json = JsonMapper.shared().writeValueAsString(body).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, json.length);
        exchange.getResponseBody().write(json);
        exchange.close();
    }

    private static String idToken() throws IOException {
        try {
            SignedJWT token = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("test").build(),
                    new JWTClaimsSet.Builder()
                            .issuer(issuer())
                            .subject("anna")
                            .audience("flowmon")
                            .issueTime(Date.from(Instant.now()))
                            .expirationTime(Date.from(Instant.now().plusSeconds(60)))
                            .claim("nonce", nonce)
                            .claim("groups", groups)
                            .build());
            token.sign(new RSASSASigner(key));
            return token.serialize();
        } catch (JOSEException notSigned) {
            throw new IOException(notSigned);
        }
    }
}
