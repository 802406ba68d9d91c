/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server;

import static io.flowmon.server.Browser.csrf;
import static io.flowmon.server.Browser.encoded;
import static io.flowmon.server.Browser.location;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flowmon.rules.alert.AlertSignal;
import io.flowmon.rules.alert.AlertState;
import io.flowmon.rules.definition.Severity;
import io.flowmon.server.store.Alert;
import io.flowmon.server.store.AlertStore;
import java.net.HttpCookie;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.actuate.audit.AuditEvent;
import org.springframework.boot.actuate.audit.AuditEventRepository;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** People log in at a server behind a proxy, so that each test can come from addresses of its own. */
@DirtiesContext // its server must not outlive the folder that it stores in
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {"flowmon.server.zeromq.port=0", "server.forward-headers-strategy=native"})
class LoginTests {

    private static final String PASSWORD = "correct horse battery";

    @TempDir
    static Path data;

    @LocalServerPort
    int port;

    @Autowired
    AuditEventRepository audit;

    @Autowired
    AlertStore alerts;

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry registry) {
        String hash = "{bcrypt}" + new BCryptPasswordEncoder(4).encode(PASSWORD);
        registry.add("flowmon.server.data", () -> data.resolve("data").toString());
        for (String role : Set.of("viewer", "operator")) {
            registry.add("flowmon.server.users." + role + ".password", () -> hash);
            registry.add("flowmon.server.users." + role + ".roles", () -> role);
        }
        registry.add("flowmon.server.users.anna.password", () -> hash);
        registry.add("flowmon.server.users.anna.roles", () -> "viewer");
    }

    @Test
    void login_withThePassword_opensASessionThatLogoutEnds() throws Exception {
        Browser browser = browser(1);
        HttpResponse<String> page = browser.get("/flows");
        assertThat(page.statusCode()).isEqualTo(302);
        assertThat(browser.session()).as("nothing is kept for strangers").isNull();

        HttpResponse<String> in = browser.login("viewer", PASSWORD);
        assertThat(in.statusCode()).isEqualTo(302);
        assertThat(location(in)).contains("/flows");
        HttpCookie session = browser.session();
        assertThat(session).isNotNull();
        assertThat(session.isHttpOnly()).isTrue();
        assertThat(in.headers().allValues("Set-Cookie"))
                .anySatisfy(cookie ->
                        assertThat(cookie).startsWith("flowmon-session=").contains("SameSite=Lax"));
        HttpResponse<String> flows = browser.get("/flows");
        assertThat(flows.statusCode()).isEqualTo(200);
        assertThat(flows.body()).contains("viewer", "Log out");
        assertThat(browser.get("/api/flows").statusCode()).isEqualTo(200);
        assertThat(browser.get("/actuator/auditevents").statusCode()).isEqualTo(403);

        assertThat(browser.post("/logout", "").statusCode())
                .as("without CSRF token")
                .isEqualTo(403);
        assertThat(browser.get("/flows").statusCode()).isEqualTo(200);
        assertThat(browser.post("/logout", "_csrf=" + csrf(flows.body())).statusCode())
                .isEqualTo(302);
        assertThat(browser.get("/flows").statusCode()).isEqualTo(302);
        assertThat(audit.find("viewer", null, null))
                .extracting(AuditEvent::getType)
                .contains("AUTHENTICATION_SUCCESS", "LOGOUT_SUCCESS");
    }

    @Test
    void alert_isTakenInHandByOperators_andShownToViewers() throws Exception {
        Instant now = Instant.now();
        AlertSignal signal = new AlertSignal(
                "a", "stuck", "orders", AlertState.UPDATED, 1, now, now, 2, 2, 1, 1, "orders", null, null, List.of());
        alerts.keep(new Alert(signal, "Stuck", Severity.WARNING, "It hangs.", "Look.", "s", now));
        Browser viewer = browser(31);
        viewer.login("viewer", PASSWORD);
        Browser operator = browser(32);
        operator.login("operator", PASSWORD);

        String shown = viewer.get("/alerts/a").body();
        assertThat(shown).contains("It hangs.", "Only operators").doesNotContain(">Acknowledge<");
        assertThat(viewer.post("/alerts/a/acknowledgement", "length=1h&_csrf=" + csrf(shown))
                        .statusCode())
                .isEqualTo(403);

        String form = operator.get("/alerts/a").body();
        assertThat(operator.post("/alerts/a/acknowledgement", "length=1h").statusCode())
                .as("without the form's token")
                .isEqualTo(403);
        assertThat(operator.post("/alerts/a/acknowledgement", "length=1h&note=mine&_csrf=" + csrf(form))
                        .statusCode())
                .isEqualTo(302);
        assertThat(viewer.get("/alerts/a").body()).contains("Acknowledged by operator", "mine");
        assertThat(audit.find("operator", null, "ALERT_ACKNOWLEDGED")).hasSize(1);
    }

    @Test
    void login_getsANewSessionId() throws Exception {
        Browser browser = browser(2);
        browser.login("viewer", PASSWORD);
        String first = String.valueOf(browser.session());
        browser.login("operator", PASSWORD);

        assertThat(String.valueOf(browser.session())).isNotEqualTo(first);
    }

    @Test
    void login_withoutCsrfToken_isRefused() throws Exception {
        Browser browser = browser(3);
        assertThat(browser.post("/login", "username=viewer&password=" + encoded(PASSWORD))
                        .statusCode())
                .isEqualTo(403);
        assertThat(browser.session()).isNull();
    }

    @Test
    void login_wrongAgainAndAgain_isSlowedDownAlsoWithTheRightPassword() throws Exception {
        Browser browser = browser(4);
        String user = "guessed-" + UUID.randomUUID();
        for (String spelling : List.of(user, " " + user, user + "\t", user.toUpperCase(Locale.ROOT), user)) {
            assertThat(location(browser.login(spelling, "wrong"))).endsWith("/login?error");
        }

        HttpResponse<String> slowed = browser.login(user, PASSWORD);

        assertThat(location(slowed)).contains("/login?wait=");
        assertThat(slowed.headers().firstValue("Retry-After")).isPresent();
        await().untilAsserted(
                        () -> assertThat(location(browser.login(user, "wrong"))).endsWith("?error"));
    }

    @Test
    void login_manyAtOnce_areNotAllLookedAt() throws Exception {
        Browser browser = browser(5);
        String user = "parallel-" + UUID.randomUUID();

        List<CompletableFuture<HttpResponse<String>>> answers = browser.loginsAtOnce(60, user, "wrong");

        int failed = 0;
        for (CompletableFuture<HttpResponse<String>> answer : answers) {
            failed += location(answer.get(60, TimeUnit.SECONDS)).endsWith("?error") ? 1 : 0;
        }
        assertThat(failed).isBetween(5, 12);
    }

    @Test
    void login_whileSomebodyElsewhereGuesses_isAtOnce() throws Exception {
        Browser guesser = browser(6);
        for (int i = 0; i < 10; i++) {
            guesser.login("anna", "wrong");
        }
        assertThat(location(guesser.login("anna", PASSWORD))).contains("?wait=");

        Browser anna = browser(7);

        assertThat(location(anna.login("anna", PASSWORD))).doesNotContain("login");
        assertThat(anna.get("/flows").statusCode()).isEqualTo(200);
    }

    @Test
    void fragment_afterTheSessionEnded_sendsThePageToTheLogin() throws Exception {
        Browser browser = browser(8);
        HttpResponse<String> fragment = browser.send(browser.request("/flows").header("HX-Request", "true"));

        assertThat(fragment.statusCode()).isEqualTo(401);
        assertThat(fragment.headers().firstValue("HX-Redirect")).contains("/login");
    }

    private Browser browser(int number) {
        return new Browser(port, "203.0.113." + number);
    }
}
