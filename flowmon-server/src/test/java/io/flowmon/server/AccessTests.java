/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowmon.server.access.token.Tokens;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.actuate.audit.AuditEventRepository;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.handler.SimpleUrlHandlerMapping;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/** A server with a viewer, an operator and three tokens. */
@DirtiesContext // its server must not outlive the folder that it stores in
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "flowmon.server.zeromq.port=0")
class AccessTests {

    private static final String PASSWORD = "correct horse battery";
    private static final Map<String, String> TOKENS =
            Map.of("intake", Tokens.create(), "viewer", Tokens.create(), "operator", Tokens.create());

    @TempDir
    static Path data;

    @LocalServerPort
    int port;

    @Autowired
    ApplicationContext context;

    @Autowired
    AuditEventRepository audit;

    private final HttpClient http = HttpClient.newHttpClient();

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry registry) {
        String hash = "{bcrypt}" + new BCryptPasswordEncoder(4).encode(PASSWORD);
        registry.add("flowmon.server.data", () -> data.resolve("data").toString());
        for (String role : Set.of("viewer", "operator")) {
            registry.add("flowmon.server.users." + role + ".password", () -> hash);
            registry.add("flowmon.server.users." + role + ".roles", () -> role);
        }
        TOKENS.forEach((role, token) -> {
            registry.add("flowmon.server.tokens." + role + ".sha256", () -> Tokens.hash(token));
            registry.add("flowmon.server.tokens." + role + ".roles", () -> role);
        });
    }

    /** Every mapping of every kind, whoever added it: controllers, actuator, static resources. */
    @Test
    void anyMapping_withoutCredentials_answersNothingButLoginAndHealth() throws Exception {
        Set<String> walked = new LinkedHashSet<>();
        Set<String> answered = new LinkedHashSet<>();
        for (RequestMappingInfoHandlerMapping mapping :
                context.getBeansOfType(RequestMappingInfoHandlerMapping.class).values()) {
            for (var info : mapping.getHandlerMethods().keySet()) {
                Set<RequestMethod> methods = info.getMethodsCondition().getMethods();
                for (String pattern : info.getPatternValues()) {
                    for (RequestMethod method : methods.isEmpty() ? Set.of(RequestMethod.GET) : methods) {
                        walk(method.name(), pattern, walked, answered);
                    }
                }
            }
        }
        for (SimpleUrlHandlerMapping mapping :
                context.getBeansOfType(SimpleUrlHandlerMapping.class).values()) {
            for (String pattern : mapping.getUrlMap().keySet()) {
                walk("GET", pattern, walked, answered);
            }
        }
        for (String file : Set.of(
                "/assets/js/flowmon.js",
                "/assets/js/flow.js",
                "/webjars/htmx.org/dist/htmx.min.js",
                "/assets/css/flowmon.css",
                "/assets/images/mark.svg",
                "/no/such/thing")) {
            walk("GET", file, walked, answered);
        }

        assertThat(walked).contains("GET /api/flows", "POST /api/events", "GET /actuator/prometheus", "GET /flows");
        assertThat(walked).hasSizeGreaterThan(15);
        assertThat(answered)
                .containsExactlyInAnyOrder(
                        "GET /login",
                        "GET /actuator/health",
                        "GET /actuator/health/x",
                        "GET /assets/css/flowmon.css",
                        "GET /assets/images/mark.svg");
    }

    @Test
    void health_withoutCredentials_tellsTheStatusAlone() throws Exception {
        assertThat(get("/actuator/health", null).body())
                .contains("\"status\":\"UP\"")
                .doesNotContain("components", "zeromq_port");
        assertThat(get("/actuator/health", "viewer").body()).contains("zeromq_port");
    }

    @Test
    void head_mayWhatGetMay() throws Exception {
        assertThat(head("/actuator/health", null)).isEqualTo(200);
        assertThat(head("/login", null)).isEqualTo(200);
        assertThat(head("/api/flows", null)).isEqualTo(401);
        assertThat(head("/api/flows", "intake")).isEqualTo(403);
        assertThat(head("/api/flows", "viewer")).isEqualTo(200);
        assertThat(head("/actuator/auditevents", "viewer")).isEqualTo(403);
    }

    @Test
    void call_withoutOrWithAWrongToken_isAProblem() throws Exception {
        HttpResponse<String> none = get("/api/flows", null);
        assertThat(none.statusCode()).isEqualTo(401);
        assertThat(none.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(none.headers().firstValue("WWW-Authenticate")).contains("Bearer");
        assertThat(none.headers().firstValue("Set-Cookie")).isEmpty();

        HttpResponse<String> wrong = send(request("/api/flows").header("Authorization", "Bearer " + Tokens.create()));
        assertThat(wrong.statusCode()).isEqualTo(401);
        assertThat(wrong.body()).contains("\"status\":401");
        assertThat(audit.find("unknown token", null, "AUTHENTICATION_FAILURE")).isNotEmpty();
    }

    @Test
    void events_onlyWithTheIntakeRole_areTaken() throws Exception {
        assertThat(post(null)).isEqualTo(401);
        assertThat(post("viewer")).isEqualTo(403);
        assertThat(post("operator")).isEqualTo(403);
        assertThat(post("intake")).isEqualTo(202);
        assertThat(get("/api/flows", "intake").statusCode()).isEqualTo(403);
        assertThat(get("/api/flows", "viewer").statusCode()).isEqualTo(200);
        assertThat(get("/api/flows", "operator").statusCode()).isEqualTo(200);
        assertThat(audit.find("token:intake", null, "AUTHORIZATION_FAILURE")).isNotEmpty();
    }

    @Test
    void actuator_byRole() throws Exception {
        assertThat(get("/actuator/prometheus", "viewer").statusCode()).isEqualTo(200);
        assertThat(get("/actuator/auditevents", "viewer").statusCode()).isEqualTo(403);
        assertThat(get("/actuator/auditevents", "operator").statusCode()).isEqualTo(200);
    }

    @Test
    void auditLog_isForOperators() throws Exception {
        post("viewer");
        for (String path : Set.of("/api/audit", "/api/audit?format=csv", "/audit")) {
            assertThat(get(path, "intake").statusCode()).as(path).isEqualTo(403);
            assertThat(get(path, "viewer").statusCode()).as(path).isEqualTo(403);
            assertThat(get(path, "operator").statusCode()).as(path).isEqualTo(200);
            assertThat(head(path, "viewer")).as(path).isEqualTo(403);
        }
        assertThat(get("/api/audit?principal=token:viewer&type=AUTHORIZATION_FAILURE&limit=1", "operator")
                        .body())
                .contains("\"principal\":\"token:viewer\"", "\"cursor\":");
        assertThat(get("/api/audit?cursor=4711", "operator").statusCode()).isEqualTo(400);
    }

    @Test
    void answers_tellTheBrowserToRunOurScriptsAlone() throws Exception {
        for (String path : Set.of("/login", "/flows", "/api/flows", "/no/such/page")) {
            HttpResponse<String> answer = get(path, "viewer");
            assertThat(answer.headers().firstValue("Content-Security-Policy"))
                    .as(path)
                    .hasValueSatisfying(policy -> assertThat(policy)
                            .contains("default-src 'none'", "script-src 'self';", "frame-ancestors 'none'")
                            .doesNotContain("unsafe"));
            assertThat(answer.headers().firstValue("X-Content-Type-Options"))
                    .as(path)
                    .contains("nosniff");
            assertThat(answer.headers().firstValue("X-Frame-Options")).as(path).contains("DENY");
            assertThat(answer.headers().firstValue("Cache-Control"))
                    .as(path)
                    .hasValueSatisfying(cache -> assertThat(cache).contains("no-store"));
        }
        assertThat(get("/webjars/mermaid/dist/mermaid.min.js", "viewer")
                        .headers()
                        .firstValue("Cache-Control"))
                .isEmpty();
    }

    @Test
    void unknownPath_ofTheInterface_isAProblem() throws Exception {
        for (String path : Set.of("/api/no/such/call", "/actuator/nothing")) {
            HttpResponse<String> answer = send(
                    request(path).header("Accept", "*/*").header("Authorization", "Bearer " + TOKENS.get("operator")));
            assertThat(answer.statusCode()).as(path).isEqualTo(404);
            assertThat(answer.headers().firstValue("Content-Type")).as(path).contains("application/problem+json");
        }
    }

    private void walk(String method, String pattern, Set<String> walked, Set<String> answered) throws Exception {
        String path = pattern.replaceAll("/\\*\\*|\\{\\*[^}]+}", "/x")
                .replaceAll("\\{[^}]+}", "x")
                .replace("//", "/");
        HttpResponse<String> answer = send(request(path).method(method, BodyPublishers.noBody()));
        walked.add(method + " " + path);
        boolean refused = answer.statusCode() == 401
                || (answer.statusCode() == 302 && Browser.location(answer).endsWith("/login"));
        if (!refused) {
            answered.add(method + " " + path);
        }
    }

    private int post(@Nullable String role) throws IOException, InterruptedException {
        String event = "{\"correlation_id\":\"" + UUID.randomUUID() + "\",\"timestamp\":\"" + Instant.now()
                + "\",\"module_type\":\"shop\"}";
        HttpRequest.Builder request = request("/api/events").POST(BodyPublishers.ofString(event));
        if (role != null) {
            request.header("Authorization", "Bearer " + TOKENS.get(role));
        }
        return send(request).statusCode();
    }

    private int head(String path, @Nullable String role) throws IOException, InterruptedException {
        HttpRequest.Builder request = request(path).method("HEAD", BodyPublishers.noBody());
        if (role != null) {
            request.header("Authorization", "Bearer " + TOKENS.get(role));
        }
        return send(request).statusCode();
    }

    private HttpResponse<String> get(String path, @Nullable String role) throws IOException, InterruptedException {
        HttpRequest.Builder request = request(path);
        if (role != null) {
            request.header("Authorization", "Bearer " + TOKENS.get(role));
        }
        return send(request);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
