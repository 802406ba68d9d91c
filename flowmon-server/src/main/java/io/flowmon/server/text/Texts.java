/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.text;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.support.ResourceBundleMessageSource;

/**
 * The texts of the screens, {@code messages.properties} and its translations, for code that writes a sentence by itself. Templates
 * read the same files. A language that has none gets English. Any thread.
 */
public final class Texts {

    private static final ResourceBundleMessageSource BUNDLES = bundles();

    private Texts() {}

    /**
     * The text in that language.
     *
     * @param arguments as {@link java.text.MessageFormat} takes them; without any, the text is not taken for a format
     * @throws org.springframework.context.NoSuchMessageException if there is none
     */
    public static String of(String key, Locale language, Object... arguments) {
        return BUNDLES.getMessage(key, arguments, language);
    }

    /** The text in that language, as it stands; null if there is none. */
    public static @Nullable String find(String key, Locale language) {
        return BUNDLES.getMessage(key, null, null, language);
    }

    private static ResourceBundleMessageSource bundles() {
        ResourceBundleMessageSource bundles = new ResourceBundleMessageSource();
        bundles.setBundleClassLoader(Texts.class.getClassLoader());
        bundles.setBasename("messages");
        bundles.setDefaultEncoding(StandardCharsets.UTF_8.name());
        bundles.setFallbackToSystemLocale(false);
        return bundles;
    }
}
