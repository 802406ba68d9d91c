/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store;

import org.jspecify.annotations.Nullable;

/**
 * Who works.
 *
 * @param module a {@code module_type}
 * @param endpoint what it works on; null stands for everything that the module works on
 */
public record StationKey(String module, @Nullable String endpoint) {}
