/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.screen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the machine's own Chromium; nothing is downloaded. For the tests of other modules too. */
public final class Browsers {

    private static final String REQUIRED = "FLOWMON_REQUIRE_BROWSER";
    /** The first that is there: the one without windows opens a page with a quarter of the others' work. */
    private static final List<String> NAMES =
            List.of("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable");

    private Browsers() {}

    /** The browser's path. Where there is none the test is skipped, or fails when the environment requires one. */
    public static Path required() {
        Optional<Path> found = find();
        String message =
                "No Chromium on the PATH (looked for " + NAMES + "): the screens were not tested in a browser.";
        if (Boolean.parseBoolean(System.getenv(REQUIRED))) {
            assertThat(found)
                    .as(message + " " + REQUIRED + "=true asks for it.")
                    .isPresent();
        }
        assumeTrue(found.isPresent(), message);
        return found.orElseThrow();
    }

    public static Playwright playwright() {
        return Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    }

    public static Browser launch(Playwright playwright, Path executable) {
        return playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(executable)
                        .setArgs(List.of(
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync")));
    }

    private static Optional<Path> find() {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        List<String> folders = List.of(path.split(File.pathSeparator, -1));
        return NAMES.stream()
                .flatMap(name -> folders.stream().map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
