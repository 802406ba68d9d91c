/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.event;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an action answered.
 *
 * @param status an HTTP status, or 0 for none
 * @param body the body as captured
 * @param others further facts by name, such as {@code receivers} of a published message
 */
public record Result(int status, @Nullable CapturedBody body, Map<String, ?> others) {

    /** The answer to an HTTP call. */
    public static Result ofCall(int status, @Nullable CapturedBody body) {
        return new Result(status, body, Map.of());
    }
}
