/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Originals of masked payloads, sealed by their services and kept apart: whether they are, and the keys that open them. */
@NullMarked
package io.flowmon.server.vault;

import org.jspecify.annotations.NullMarked;
