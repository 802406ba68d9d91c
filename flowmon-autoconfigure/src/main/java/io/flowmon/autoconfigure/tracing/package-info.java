/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** The ids of the host's own tracing on the events. */
@NullMarked
package io.flowmon.autoconfigure.tracing;

import org.jspecify.annotations.NullMarked;
