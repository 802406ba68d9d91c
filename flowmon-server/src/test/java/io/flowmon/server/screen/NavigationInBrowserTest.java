/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.screen;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

/** The main links, and what stands in a search, have their place on wide screens and on telephones, in the longer language too. */
@TestPropertySource(properties = "flowmon.server.rules.enabled=false")
class NavigationInBrowserTest extends SeededServerTest {

    NavigationInBrowserTest(@LocalServerPort int port) {
        super(port);
    }

    @ParameterizedTest
    @ValueSource(ints = {1440, 1281, 1024, 390})
    void mainLinks_standInOneLine_andThatOfThePageIsInSight(int width) {
        inFrench();
        for (String section : new String[] {"overview", "rules", "contracts", "server"}) {
            open(width, "/" + section);

            assertThat(page.locator(".topbar nav a")).hasCount(10);
            assertThat(page.locator(".topbar nav [aria-current]")).hasAttribute("href", "/" + section);
            assertThat(number(
                            "new Set([...document.querySelectorAll('.topbar nav a')].map(one => one.offsetTop)).size"))
                    .isEqualTo(1);
            assertThat((Boolean) page.evaluate("""
                    (() => {
                      const links = document.querySelector('.topbar nav').getBoundingClientRect();
                      const current = document.querySelector('.topbar nav [aria-current]').getBoundingClientRect();
                      return links.left <= current.left && current.right <= links.right && links.right <= innerWidth;
                    })()""")).as("%s in sight", section).isTrue();
            assertNoSidewaysScroll();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1440, 1281})
    void mainLinks_areAllInSight_whereThereIsRoom(int width) {
        inFrench();
        open(width, "/rules");

        assertThat(number("(nav => nav.scrollWidth - nav.clientWidth)(document.querySelector('.topbar nav'))"))
                .isZero();
        assertThat(number("document.querySelector('.topbar').offsetHeight")).isLessThanOrEqualTo(57);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rules", "contracts"})
    void rulesAndContracts_areReachedFromTheTop(String section) {
        open(390, "/flows");
        page.locator(".topbar nav a[href='/" + section + "']").click();

        assertThat(page.locator("h1")).hasText(section.equals("rules") ? "Rules" : "Contracts");
        assertThat(page.locator(".topbar nav [aria-current]")).hasAttribute("href", "/" + section);
        assertAccessible();
    }

    @ParameterizedTest
    @CsvSource({
        "/flows, 390",
        "/messages, 390",
        "/alerts, 390",
        "/latency, 390",
        "/topology, 390",
        "/advice, 390",
        "/audit, 390",
        "/flows, 1440"
    })
    void choices_areWholeInSight(String path, int width) {
        inFrench();
        open(width, path);

        assertThat(number("""
                Math.max(...[...document.querySelectorAll('.field.whole select')].map((shown) => {
                  const whole = shown.cloneNode(true);
                  whole.style.width = 'max-content';
                  whole.style.position = 'absolute';
                  shown.after(whole);
                  const cut = whole.offsetWidth - shown.offsetWidth;
                  whole.remove();
                  return cut;
                }))""")).as("what is cut, in pixels").isLessThanOrEqualTo(0);
        assertNoSidewaysScroll();
    }

    private int number(String expression) {
        return ((Number) page.evaluate(expression)).intValue();
    }
}
