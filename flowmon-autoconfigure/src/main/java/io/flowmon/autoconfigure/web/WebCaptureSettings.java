/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.web;

import io.flowmon.autoconfigure.VolumeRules;
import io.flowmon.core.capture.BodyTypes;
import org.jspecify.annotations.Nullable;

/**
 * What the filter works by.
 *
 * @param maxBodySize most bytes kept of a body
 * @param bodyTypes which bodies are only counted
 * @param responseHeader where to tell the correlation id, if anywhere
 * @param volume how much of which call is recorded
 * @param errorPages which errors the container dispatches to a page before an exchange is over
 */
record WebCaptureSettings(
        int maxBodySize,
        BodyTypes bodyTypes,
        @Nullable String responseHeader,
        VolumeRules volume,
        ErrorPages errorPages) {}
