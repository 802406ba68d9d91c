/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.client;

import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.context.ApplicationContext;
import org.springframework.web.client.RestClient;

/** For native images: the interfaces that are proxied, with the methods that are handed on. */
final class ClientRuntimeHints implements RuntimeHintsRegistrar {

    @Override
    public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
        for (Class<?> proxied : new Class<?>[] {RestClient.Builder.class, ApplicationContext.class}) {
            hints.proxies().registerJdkProxy(proxied);
            hints.reflection().registerType(proxied, MemberCategory.INVOKE_PUBLIC_METHODS);
        }
    }
}
