/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.screen;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.flowmon.server.FlowmonServer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
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

/** The audit log in a real browser, as an operator and as a viewer sees it. */
@DirtiesContext // its server must not outlive the folder that it stores in
@SpringBootTest(
        classes = FlowmonServer.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {"flowmon.server.zeromq.port=0", "flowmon.server.rules.enabled=false"})
class AuditInBrowserTest extends BrowserTest {

    private static final String PASSWORD = "correct horse battery";
    private static final String HOSTILE = "<img src=x onerror=alert(1)> \u202Eesrever";

    private static boolean seeded;

    @TempDir
    static Path data;

    private final AuditEventRepository audit;

    AuditInBrowserTest(@Autowired AuditEventRepository audit, @LocalServerPort int port) {
        super(port);
        this.audit = audit;
    }

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry registry) {
        registry.add("flowmon.server.data", () -> data.resolve("data").toString());
        for (String role : new String[] {"viewer", "operator"}) {
            registry.add(
                    "flowmon.server.users." + role + ".password", () -> new BCryptPasswordEncoder(4).encode(PASSWORD));
            registry.add("flowmon.server.users." + role + ".roles", () -> role);
        }
    }

    @BeforeEach
    void seed() {
        if (!seeded) {
            Instant before = Instant.now().minusSeconds(3_700);
            for (int i = 0; i < 60; i++) {
                audit.add(new AuditEvent(
                        before.plusSeconds(i),
                        "carla",
                        "ALERT_ACKNOWLEDGED",
                        Map.of("alert", "4711", "note", HOSTILE)));
            }
            seeded = true;
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1440, 390})
    void log_isReachedFromTheServersPage_narrowed_andTurned(int width) {
        logIn("operator", width, "/server");
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Audit log"))
                .click();
        assertThat(page.locator("h1")).hasText("Audit log");
        assertThat(page.locator(".audit tbody tr").first()).containsText("operator");
        assertThat(page.locator(".audit tbody tr").first()).containsText("logged in");
        assertThat(page.locator(".audit tbody tr")).hasCount(50);
        assertNoSidewaysScroll();
        assertAccessible();

        page.getByText("Older entries").press("Enter");
        assertThat(page.locator(".audit tbody tr").last()).containsText("acknowledged an alert");
        assertThat(page.locator(".audit tbody tr").last()).containsText("\\u202E");
        assertThat(page.locator("img[src=x]")).hasCount(0);
        assertThat(page.locator(".audit a[href='/alerts/4711']").first()).hasText("4711");

        page.getByLabel("What").selectOption("ALERT_ACKNOWLEDGED");
        page.getByLabel("Who").fill("operator");
        page.getByLabel("Who").press("Enter");
        assertThat(page.locator(".empty")).containsText("Nothing like this was noted");
        assertNoSidewaysScroll();
        assertAccessible();
    }

    @ParameterizedTest
    @ValueSource(ints = {1440})
    void file_ofWhatIsShown_isDownloaded(int width) {
        logIn("operator", width, "/audit?principal=carla");
        Download file = page.waitForDownload(() -> page.getByText("CSV").click());
        Assertions.assertThat(file.suggestedFilename()).isEqualTo("audit.csv");
        Assertions.assertThat(file.failure()).isNull();
        Assertions.assertThat(file.path()).content().contains("carla").doesNotContain("operator");
    }

    @ParameterizedTest
    @ValueSource(ints = {390})
    void viewer_findsNoWayToIt(int width) {
        logIn("viewer", width, "/server");
        assertThat(page.getByText("Audit log")).hasCount(0);
        Assertions.assertThat(page.request().get(home + "/audit").status()).isEqualTo(403);
        Assertions.assertThat(page.request().get(home + "/api/audit?format=csv").status())
                .isEqualTo(403);
    }

    private void logIn(String user, int width, String path) {
        open(width, path);
        page.getByLabel("User").fill(user);
        page.getByLabel("Password").fill(PASSWORD);
        page.locator("button[type=submit]").click();
        page.waitForURL(home + path);
    }
}
