/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure;

import java.net.URI;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Names of hosts, in one way of writing: in lower case, without the full stop at the end that means the same. Any thread.
 */
public final class Hosts {

    /** What {@link URI} does not take for a host, such as one with an underscore, it still has as an authority. */
    private static final Pattern AUTHORITY = Pattern.compile("(?:[^@]*@)?([^:@]+|\\[[^]]*])(?::(\\d{1,5}))?");

    private Hosts() {}

    /** The host that {@code uri} names; null if it names none. */
    public static @Nullable String of(URI uri) {
        String host = uri.getHost();
        if (host == null) {
            Matcher authority = authority(uri);
            host = authority == null ? null : authority.group(1);
        }
        return host == null ? null : normal(host);
    }

    /** The port that {@code uri} names; -1 if it names none. */
    public static int portOf(URI uri) {
        if (uri.getHost() != null) {
            return uri.getPort();
        }
        Matcher authority = authority(uri);
        String port = authority == null ? null : authority.group(2);
        return port == null ? -1 : Integer.parseInt(port);
    }

    /** A host's name, or a pattern of some, as {@link #of} writes it. */
    public static String normal(String host) {
        String lowerCase = host.toLowerCase(Locale.ROOT);
        return lowerCase.length() > 1 && lowerCase.endsWith(".")
                ? lowerCase.substring(0, lowerCase.length() - 1)
                : lowerCase;
    }

    private static @Nullable Matcher authority(URI uri) {
        String authority = uri.getRawAuthority();
        Matcher matcher = authority == null ? null : AUTHORITY.matcher(authority);
        return matcher != null && matcher.matches() ? matcher : null;
    }
}
