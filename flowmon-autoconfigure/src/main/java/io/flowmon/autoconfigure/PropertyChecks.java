/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/**
 * What values of properties have to fulfil, checked when they are bound. Each check throws
 * {@link InvalidFlowmonPropertyException}, which names the property, its value and what to set.
 */
public final class PropertyChecks {

    private static final Duration LONGEST = Duration.ofDays(365);
    private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
    private static final Pattern HTTP_TOKEN = Pattern.compile(TOKEN);
    private static final Pattern CONTENT_TYPE = Pattern.compile(TOKEN + "/" + TOKEN);
    private static final Pattern HOST = Pattern.compile("[^\\s/:@]+|\\[[0-9A-Fa-f:.*]+]");

    /** Clients refuse to set some of them, and servers would misunderstand the rest. */
    private static final Set<String> HEADERS_OF_HTTP = Set.of(
            "authorization",
            "connection",
            "content-encoding",
            "content-length",
            "content-type",
            "cookie",
            "date",
            "expect",
            "host",
            "location",
            "set-cookie",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade");

    private PropertyChecks() {}

    public static void positive(String property, long value) {
        if (value <= 0) {
            throw invalid(property, "It must be positive, not " + value + ".", "Set a positive value");
        }
    }

    public static void atMost(String property, long value, long most) {
        if (value > most) {
            throw invalid(property, "It must be at most " + most + ", not " + value + ".", "Set a smaller value");
        }
    }

    public static void positive(String property, DataSize value) {
        if (value.toBytes() <= 0) {
            throw invalid(property, "It must be positive, not " + value + ".", "Set a size such as 512KB");
        }
    }

    public static void notNegative(String property, DataSize value) {
        if (value.isNegative()) {
            throw invalid(property, "It must not be negative, and is " + value + ".", "Set a size such as 8KB, or 0B");
        }
    }

    /** A time of a millisecond or more. */
    public static void positive(String property, Duration value) {
        if (value.compareTo(Duration.ofMillis(1)) < 0) {
            throw invalid(
                    property, "It must be at least 1ms, not " + text(value) + ".", "Set a time such as 500ms or 5s");
        }
        notTooLong(property, value);
    }

    public static void notNegative(String property, Duration value) {
        if (value.isNegative()) {
            throw invalid(
                    property, "It must not be negative, and is " + text(value) + ".", "Set a time such as 5s, or 0s");
        }
        notTooLong(property, value);
    }

    private static void notTooLong(String property, Duration value) {
        if (value.compareTo(LONGEST) > 0) {
            throw invalid(
                    property,
                    "It must be at most " + LONGEST.toDays() + "d, not " + value.toDays() + "d.",
                    "Set a shorter time");
        }
    }

    private static String text(Duration value) {
        return value.toNanos() % 1_000_000 == 0 ? value.toMillis() + "ms" : value.toNanos() + "ns";
    }

    public static void notBlank(String property, @Nullable String value) {
        if (value != null && value.isBlank()) {
            throw invalid(property, "It is '" + value + "', which is no name.", "Set a name");
        }
    }

    public static void noneBlank(String property, @Nullable Collection<String> values) {
        each(property, values, value -> !value.isBlank(), "an empty entry", "Take the empty entry out");
    }

    /** Names that have at least a letter or a digit: anything else would name nothing. */
    public static void names(String property, Collection<String> values) {
        each(
                property,
                values,
                value -> value.chars().anyMatch(Character::isLetterOrDigit),
                "not a name",
                "Take it out, or name a field such as account_no");
    }

    /** Names of hosts without a scheme and a port; {@code *} stands for any characters. */
    public static void hosts(String property, Collection<String> values) {
        each(
                property,
                values,
                value -> HOST.matcher(value).matches(),
                "not a host's name",
                "Name hosts without scheme, port and path, such as orders.example.com or *.example.com");
    }

    public static void contentTypes(String property, Collection<String> values) {
        each(
                property,
                values,
                value -> CONTENT_TYPE.matcher(value).matches(),
                "not a content type",
                "Name types such as application/pdf or image/*");
    }

    public static void httpTokens(String property, Collection<String> values) {
        each(property, values, PropertyChecks::isToken, "not a name in HTTP", "Use letters, digits and hyphens alone");
    }

    private static void each(
            String property,
            @Nullable Collection<String> values,
            Predicate<String> isValid,
            String what,
            String action) {
        for (String value : values == null ? List.<String>of() : values) {
            if (!isValid.test(value)) {
                throw invalid(property, "'" + value + "' is " + what + ".", action);
            }
        }
    }

    /** A header's name of the application's own; null: none. */
    public static void headerName(String property, @Nullable String value) {
        if (value == null) {
            return;
        }
        if (!isToken(value)) {
            throw invalid(
                    property, "'" + value + "' is not the name of a header.", "Use letters, digits and hyphens alone");
        }
        if (HEADERS_OF_HTTP.contains(value.toLowerCase(Locale.ROOT))) {
            throw invalid(property, "'" + value + "' has a meaning of its own in HTTP.", "Choose another name");
        }
    }

    /** The names of the headers that carry the ids; {@code property} is what they stand below. */
    public static void idHeaders(String property, String correlationId, String messageId, String sampled) {
        headerName(property + ".correlation-id", correlationId);
        headerName(property + ".message-id", messageId);
        headerName(property + ".sampled", sampled);
        different(property, "message-id", messageId, "correlation-id", correlationId);
        different(property, "sampled", sampled, "correlation-id", correlationId);
        different(property, "sampled", sampled, "message-id", messageId);
    }

    private static void different(String property, String one, String value, String other, String otherValue) {
        if (value.equalsIgnoreCase(otherValue)) {
            throw invalid(
                    property + "." + one,
                    "'" + value + "' is also the value of " + property + "." + other + ".",
                    "Give each its own name");
        }
    }

    private static boolean isToken(String value) {
        return HTTP_TOKEN.matcher(value).matches();
    }

    /**
     * Says what is wrong with a property that has a default.
     *
     * @param action what to set, without a full stop: how to get the default is added
     */
    public static InvalidFlowmonPropertyException invalid(String property, String reason, String action) {
        return new InvalidFlowmonPropertyException(
                property, reason, action + ", or remove the property for its default.");
    }
}
