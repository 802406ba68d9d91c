/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.screen;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Playwright;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Hands the same browser to all tests of a JVM, which run on one thread, as Playwright wants it. Each opens pages of its own,
 * which know nothing of the others'. Started by the first test that asks, closed after the last.
 */
final class BrowserResolver implements ParameterResolver {

    private static final Namespace NAMESPACE = Namespace.create(BrowserResolver.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Browser.class;
    }

    @Override
    public Browser resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getStore(StoreScope.LAUNCHER_SESSION, NAMESPACE)
                .computeIfAbsent(Running.class, key -> Running.start(), Running.class)
                .browser();
    }

    /** Closing Playwright closes what it launched. */
    private record Running(Playwright playwright, Browser browser) implements AutoCloseable {

        static Running start() {
            Playwright playwright = Browsers.playwright();
            return new Running(playwright, Browsers.launch(playwright, Browsers.required()));
        }

        @Override
        public void close() {
            playwright.close();
        }
    }
}
