/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.screen;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.flowmon.rules.definition.RuleSet;
import io.flowmon.rules.engine.RuleStatus;
import io.flowmon.server.rules.RulesRunner;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

/** Rules that run, in a real browser: their thresholds, what they counted, their SQL. */
@TestPropertySource(
        properties = {
            "flowmon.server.rules.enabled=true",
            "flowmon.server.rules.values[0].rule=slow-step",
            "flowmon.server.rules.values[0].parameter=threshold",
            "flowmon.server.rules.values[0].value=200ms",
            "flowmon.server.rules.values[1].rule=slow-step",
            "flowmon.server.rules.values[1].parameter=threshold",
            "flowmon.server.rules.values[1].value=9s",
            "flowmon.server.rules.values[1].module=reports"
        })
class RulesInBrowserTest extends SeededServerTest {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static Instant began = Instant.EPOCH;

    private static boolean seeded;

    private final RulesRunner rules;

    RulesInBrowserTest(@Autowired RulesRunner rules, @LocalServerPort int port) {
        super(port);
        this.rules = rules;
    }

    @BeforeEach
    void seed() throws Exception {
        if (seeded) {
            return;
        }
        await().atMost(PATIENCE)
                .until(() -> running() == RuleSet.shipped().rules().size());
        began = Instant.now().minusSeconds(2);
        send(new SeededEvents().flow("slow", began, 0.7, "ok").json());
        await().atMost(PATIENCE).until(() -> {
            page.navigate(home + "/rules/slow-step");
            return page.locator(".values tbody tr").count() > 0;
        });
        seeded = true;
    }

    @ParameterizedTest
    @CsvSource({"1440, LIGHT", "1440, DARK", "390, LIGHT", "390, DARK"})
    void rules_tellTheirThresholds_theirValues_andTheirSql(int width, ColorScheme scheme) {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
        open(width, "/alerts");
        page.locator("main a[href='/rules']").click();

        assertThat(page.locator(".rules tbody tr")).hasCount(rules.statuses().size());
        assertThat(page.locator("#rule-slow-step")).containsText("threshold 200ms and one of its own");
        assertThat(page.locator("#rule-slow-step")).containsText("(0.2 s allowed)");
        assertThat(page.locator("#rule-stuck")).containsText("nothing");
        assertNoSidewaysScroll();
        assertAccessible();
        if (scheme == ColorScheme.LIGHT) {
            picture("rules", width);
        }

        page.locator("#rule-slow-step .entry a").click();
        assertThat(page.locator(".thresholds tbody tr")).containsText("200ms 9s reports 300ms");
        assertThat(page.locator(".values tbody")).containsText("payments POST /payments");
        assertThat(page.locator(".values tbody")).containsText("0.2 s");
        assertThat(page.locator("#sql")).containsText("FROM events");
        assertNoSidewaysScroll();
        assertAccessible();
    }

    @ParameterizedTest
    @ValueSource(ints = {1440, 390})
    void shippedRules_areToldInFrench(int width) {
        inFrench();
        open(width, "/rules");
        assertThat(page.locator("#rule-slow-step")).containsText("Étape lente");
        assertThat(page.locator("#rule-slow-step")).containsText("(0,2 s permis)");
        assertThat(page.locator("#rule-slow-step")).containsText("200ms");
        assertThat(page.locator("#rule-stuck")).containsText("Une action a commencé et ne s’est pas terminée.");
        assertNoSidewaysScroll();
        assertAccessible();

        page.locator("#rule-slow-step .entry a").click();
        assertThat(page.locator("h1")).containsText("Étape lente");
        assertThat(page.locator(".thresholds tbody tr")).containsText("Combien de temps une action peut durer.");
        assertThat(page.locator(".values tbody")).containsText("0,2 s");

        page.locator(".values tbody a").first().click();
        assertThat(page.locator("h1")).containsText("Étape lente");
        assertThat(page.locator(".alert-advice").first()).containsText("Ouvrez un des flux");
        assertNoSidewaysScroll();
    }

    @Test
    void rule_showsWhatItsThresholdIsComparedWith_alsoWhatIsBelow() {
        open(1440, "/rules/slow-step");
        assertThat(page.locator(".measured tbody tr")).hasCount(6);
        Locator first = page.locator(".measured tbody tr").first();
        assertThat(first).containsText("frontend POST /orders");
        assertThat(first).containsText("0.76 s");
        assertThat(first).containsText("2 of 2 actions");
        assertThat(page.locator("main"))
                .containsText("One other endpoint is not shown: lower values for the threshold.");
        picture("rule", 1440);
        first.locator("a.bad").click();
        assertThat(page.locator("#flow-slow")).isVisible();
        assertThat(page.url()).contains("min_elapsed=200ms");

        open(390, "/rules/slow-flow?range=6h");
        assertThat(page.locator(".measured tbody")).containsText("0 of 1 flows");
        assertThat(page.locator(".measured tbody")).containsText("5 s");
        assertThat(page.locator("main")).containsText("Nothing was above the threshold in the last 7 days.");
        assertNoSidewaysScroll();
        assertAccessible();

        open(1440, "/rules/broken-service");
        assertThat(page.locator("main")).containsText("This rule names no measure");
        assertThat(page.locator(".measured")).hasCount(0);
    }

    @Test
    void rule_leadsToAllOfItsAlerts() {
        open(1440, "/rules/slow-step");
        page.locator("#all-alerts").click();

        assertThat(page.locator("#of-rule")).containsText("slow-step");
        assertThat(page.locator("main")).containsText("payments POST /payments");
        assertAccessible();
        page.locator("#of-rule a").click();
        assertThat(page.locator("#of-rule")).hasCount(0);
        open(1440, "/alerts?rule=stuck");
        assertThat(page.locator(".alert")).hasCount(0);
    }

    @Test
    void values_areToldToProgramsToo() {
        assertThat(text("/api/rules/slow-step/values"))
                .contains(
                        "\"measure\":\"elapsed-max\"",
                        "\"part_seconds\":60",
                        "\"module\":\"payments\"",
                        "\"threshold\":0.2",
                        "\"greatest\":0.76")
                .doesNotContain("window_seconds");
        assertThat(text("/api/rules/slow-percentile/values"))
                .contains("\"percentile\":0.95", "\"least\":20", "\"window_seconds\":60", "\"stations\":[]");
        assertThat(text("/api/rules/broken-service/values"))
                .contains("\"stations\":[]")
                .doesNotContain("measure");
        assertThat(text("/api/rules")).contains("\"measure\":\"elapsed-max\"");
        assertThat(page.request().get(home + "/api/rules/none/values").status()).isEqualTo(404);
        assertThat(page.request()
                        .get(home + "/api/rules/slow-step/values?buckets=0")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void values_callsPerSecond_areThoseOfWindowsThatAreOver() {
        Instant from = began.minusSeconds(13);
        String values = "/api/rules/throttling/values?from=" + from + "&to=";

        assertThat(text(values + began.plusSeconds(3))).contains("\"stations\":[]");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(text(values + began.plusSeconds(7)))
                .contains("\"module\":\"payments\""));
    }

    @Test
    void rules_tellProgramsTheSame() {
        assertThat(text("/api/rules/slow-step"))
                .contains(
                        "\"default_value\":\"300ms\"", "\"value\":\"200ms\"", "\"module\":\"reports\"", "FROM events");
        assertThat(text("/api/rules")).contains("\"parameters\"").doesNotContain("FROM events");
        assertThat(text("/api/rules?format=csv"))
                .startsWith("rule,name,severity,state,problem,up_to,parameters,")
                .contains("slow-step,Slow step,warning,running,", "threshold=200ms");
        assertThat(page.request().get(home + "/api/rules/none").status()).isEqualTo(404);
    }

    private long running() {
        return rules.statuses().stream()
                .filter(status -> status.state() == RuleStatus.State.RUNNING)
                .count();
    }

    private String text(String path) {
        return page.request().get(home + path).text();
    }
}
