/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Until then a rule's alerts are nobody's concern.
 *
 * @param key of those alerts alone; null for all of the rule
 * @param by who, by the name of their credentials
 * @param note why, in their words; may be empty
 */
public record Silence(
        String id, String rule, @Nullable String key, String by, Instant at, Instant until, String note) {}
