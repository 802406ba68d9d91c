/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.event;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an action was called with.
 *
 * @param path the raw path of a call
 * @param query the raw query string of a call
 * @param form form parameters, when the application asked for them as parameters
 * @param body the body as captured
 * @param others parameters of an application's own event, by name: anything that Jackson writes
 */
public record ServiceParams(
        @Nullable String path,
        @Nullable String query,
        @Nullable Map<String, List<String>> form,
        @Nullable CapturedBody body,
        Map<String, ?> others) {

    /** The parameters of an HTTP call. */
    public static ServiceParams ofCall(
            @Nullable String path,
            @Nullable String query,
            @Nullable Map<String, List<String>> form,
            @Nullable CapturedBody body) {
        return new ServiceParams(path, query, form, body, Map.of());
    }

    /** The payload of a message. */
    public static ServiceParams ofBody(CapturedBody body) {
        return new ServiceParams(null, null, null, body, Map.of());
    }

    /** The parameters of an application's own event. */
    public static ServiceParams of(Map<String, ?> others) {
        return new ServiceParams(null, null, null, null, others);
    }
}
