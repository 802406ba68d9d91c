/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.web;

import io.flowmon.core.capture.ContentTypes;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Tells which calls are captured: by what the request shows, and by what only its answer shows. An exclusion is stronger
 * than an inclusion of the same kind, and a call must be included in every kind that has inclusions.
 */
final class CallSelection {

    private final CapturedPaths paths;
    private final Set<String> includedMethods;
    private final Set<String> excludedMethods;
    private final ContentTypes includedTypes;
    private final ContentTypes excludedTypes;
    private final StatusPatterns includedStatuses;
    private final StatusPatterns excludedStatuses;

    /** @param unseen paths that are excluded whatever the properties say */
    CallSelection(FlowmonWebProperties properties, List<String> unseen) {
        List<String> excludedPaths = new ArrayList<>(properties.exclude());
        excludedPaths.addAll(unseen);
        this.paths = new CapturedPaths(properties.include(), excludedPaths);
        this.includedMethods = upperCase(properties.includeMethods());
        this.excludedMethods = upperCase(properties.excludeMethods());
        this.includedTypes = new ContentTypes(properties.includeContentTypes());
        this.excludedTypes = new ContentTypes(properties.excludeContentTypes());
        this.includedStatuses = new StatusPatterns("flowmon.web.include-statuses", properties.includeStatuses());
        this.excludedStatuses = new StatusPatterns("flowmon.web.exclude-statuses", properties.excludeStatuses());
    }

    /** Whether a call may be captured, by what is known when it begins. */
    boolean takes(HttpServletRequest request) {
        String method = request.getMethod();
        return !excludedMethods.contains(method)
                && (includedMethods.isEmpty() || includedMethods.contains(method))
                && (excludedTypes.isEmpty() || !excludedTypes.contains(request.getHeader(CapturedRequest.CONTENT_TYPE)))
                && paths.contain(request);
    }

    /** Whether a call that was taken can still turn out to be excluded: then nothing of it may be told before its end. */
    boolean dependsOnAnswer() {
        return !(includedTypes.isEmpty()
                && excludedTypes.isEmpty()
                && includedStatuses.isEmpty()
                && excludedStatuses.isEmpty());
    }

    /** Whether a call that was taken is captured, now that it has ended. */
    boolean takes(@Nullable String requestType, int status, @Nullable String answerType) {
        return !excludedStatuses.contains(status)
                && (includedStatuses.isEmpty() || includedStatuses.contains(status))
                && !excludedTypes.contains(answerType)
                && (includedTypes.isEmpty()
                        || includedTypes.contains(requestType)
                        || includedTypes.contains(answerType));
    }

    private static Set<String> upperCase(Set<String> methods) {
        return methods.stream().map(method -> method.toUpperCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
    }
}
