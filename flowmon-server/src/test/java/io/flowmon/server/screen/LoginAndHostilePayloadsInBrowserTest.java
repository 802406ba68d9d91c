/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.screen;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.flowmon.server.FlowmonServer;
import io.flowmon.server.access.token.Tokens;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.json.JsonMapper;

/**
 * A real server with a user, in a real browser: logging in and out, and a flow whose every field is hostile. A dialog, a
 * script that runs, or anything that the content security policy had to stop, fails.
 */
@DirtiesContext // its server must not outlive the folder that it stores in
@SpringBootTest(
        classes = FlowmonServer.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = "flowmon.server.zeromq.port=0")
class LoginAndHostilePayloadsInBrowserTest extends BrowserTest {

    private static final String PASSWORD = "correct horse battery";
    private static final String TOKEN = Tokens.create();
    private static final String HOSTILE = "<img src=x onerror=alert(1)> \"; DROP TABLE event; -- %%{init: {}}%% "
            + "\u001b[31mred\u001b[0m \u202Eesrever\u202C '><script>alert(2)</script>";

    @TempDir
    static Path data;

    LoginAndHostilePayloadsInBrowserTest(@LocalServerPort int port) {
        super(port);
    }

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry registry) {
        registry.add("flowmon.server.data", () -> data.resolve("data").toString());
        registry.add("flowmon.server.users.anna.password", () -> new BCryptPasswordEncoder(4).encode(PASSWORD));
        registry.add("flowmon.server.users.anna.roles", () -> "viewer");
        registry.add("flowmon.server.tokens.test.sha256", () -> Tokens.hash(TOKEN));
        registry.add("flowmon.server.tokens.test.roles", () -> "intake");
    }

    @ParameterizedTest
    @ValueSource(ints = {1440, 390})
    void hostileFlow_afterLogin_isReadableAndRunsNothing(int width) throws Exception {
        assertThat(send("[" + event("sender", "Send message", HOSTILE) + ","
                        + event("receiver", "Received message", HOSTILE + "x".repeat(1 << 20)) + "]"))
                .isEqualTo(202);
        page.setViewportSize(width, 900);

        page.navigate(home + "/flows");
        page.getByLabel("User").fill("anna");
        page.getByLabel("Password").fill("wrong");
        page.locator("button[type=submit]").click();
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("do not fit");
        assertAccessible();
        shoot("login-" + width);
        page.getByLabel("User").fill("anna");
        page.getByLabel("Password").fill(PASSWORD);
        page.locator("button[type=submit]").click();

        assertThat(page.locator("table.flows tbody tr")).not().hasCount(0);
        assertThat(page.locator(".account")).containsText("anna");
        assertNoSidewaysScroll();
        shoot("hostile-list-" + width);

        page.locator("table.flows tbody tr a").first().click();
        assertThat(page.locator("#diagram svg")).containsText("DROP TABLE");
        page.locator("details.step > summary").first().click();
        assertThat(page.locator("details.step").first()).containsText("onerror=alert(1)");
        assertThat(page.locator("img[src=x]")).hasCount(0);
        assertThat(page.locator("main script")).hasCount(0);
        assertNoSidewaysScroll();
        shoot("hostile-flow-" + width);

        page.getByText("Log out").click();
        assertThat(page.getByRole(AriaRole.STATUS)).containsText("logged out");
    }

    private int send(String events) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(home + "/api/events"))
                .header("Authorization", "Bearer " + TOKEN)
                .POST(HttpRequest.BodyPublishers.ofString(events))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private static String event(String role, String type, String body) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("correlation_id", HOSTILE);
        event.put("timestamp", Instant.now().toString());
        event.put("message_id", "0198c0de-0000-7000-8000-000000000001");
        event.put("role", role);
        for (String field : List.of("module_type", "module_id", "endpoint", "peer", "consumer_group", "trace_id")) {
            event.put(field, role + HOSTILE);
        }
        event.put("message_type", type);
        event.put("error", Map.of("type", HOSTILE, "message", HOSTILE));
        event.put("service_params", Map.of("path", HOSTILE, "query", HOSTILE, "body", body));
        event.put("headers", Map.of(HOSTILE, List.of(HOSTILE)));
        event.put("result", Map.of("status", HOSTILE, "body", Map.of(HOSTILE, HOSTILE)));
        event.put("business_keys", Map.of(HOSTILE, HOSTILE));
        event.put(HOSTILE, HOSTILE);
        return JsonMapper.shared().writeValueAsString(event);
    }

    private void shoot(String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target", "screenshots", name + ".png")));
    }
}
