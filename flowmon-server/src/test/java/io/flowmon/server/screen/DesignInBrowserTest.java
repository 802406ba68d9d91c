/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.screen;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** The page of the design system has everything that there is, and all of it can be read. */
@SpringBootTest(
        classes = ScreensTestApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "spring.mvc.problemdetails.enabled=true")
class DesignInBrowserTest extends BrowserTest {

    private static final Pattern FRAGMENT = Pattern.compile("th:fragment=\"(\\w+)");
    private static final Pattern PROPERTY = Pattern.compile("(--[a-z][a-z0-9-]*)");

    DesignInBrowserTest(@LocalServerPort int port) {
        super(port);
    }

    @ParameterizedTest
    @CsvSource({"1440, LIGHT", "1440, DARK", "390, LIGHT", "390, DARK"})
    void design_isAccessible(int width, ColorScheme scheme) {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));

        open(width, "/design");

        assertNoSidewaysScroll();
        assertAccessible();
        if (scheme == ColorScheme.LIGHT) {
            page.locator("#parts_verdicts").scrollIntoViewIfNeeded();
            picture("design", width);
        }
    }

    @Test
    void fragments_areAllThere_eachWithWhatItIsFor() throws IOException {
        Set<String> fragments = new TreeSet<>();
        for (Resource file :
                new PathMatchingResourcePatternResolver().getResources("classpath:templates/fragments/*.html")) {
            String name = String.valueOf(file.getFilename()).replace(".html", "");
            Matcher declared = FRAGMENT.matcher(file.getContentAsString(StandardCharsets.UTF_8));
            declared.results().forEach(one -> fragments.add(name + " :: " + one.group(1)));
        }

        open(1440, "/design");

        List<?> shown = (List<?>)
                page.evaluate("[...document.querySelectorAll('[data-fragment]')].map(one => one.dataset.fragment)");
        assertThat(shown.stream().map(String::valueOf)).containsExactlyInAnyOrderElementsOf(fragments);
        assertThat(page.locator("body")).not().containsText("??");
    }

    /** What is copied makes what stands above it, as the page itself is made with it. */
    @Test
    void fragments_areShownWithTheirLine() {
        open(1440, "/design");

        assertThat(page.locator("#ui_outcome .badge")).hasCount(3);
        assertThat(page.locator("#ui_outcome .line").first())
                .hasText("<th:block th:replace=\"~{fragments/ui :: outcome(${sample.outcome.good})}\"></th:block>");
        assertThat(page.locator("#parts_badges details pre")).containsText("<span class=\"badge badge-good\">");
        assertThat(page.locator("#step_row details.step")).hasCount(3);
    }

    @Test
    void tokens_areAllThere() throws IOException {
        String css = new PathMatchingResourcePatternResolver()
                .getResource("classpath:static/css/flowmon.css")
                .getContentAsString(StandardCharsets.UTF_8);
        Set<String> names = new TreeSet<>();
        PROPERTY.matcher(css).results().forEach(one -> names.add(one.group(1)));

        open(1440, "/design");

        Object shown = page.evaluate(
                "[...document.querySelectorAll('.code')].map(one => one.textContent).filter(one => one.startsWith('--'))");
        assertThat(((List<?>) shown).stream().map(String::valueOf)).containsExactlyInAnyOrderElementsOf(names);
    }
}
