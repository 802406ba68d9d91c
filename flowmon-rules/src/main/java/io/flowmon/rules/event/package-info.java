/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/** What rules see of an event, and where they read it from. */
@NullMarked
package io.flowmon.rules.event;

import org.jspecify.annotations.NullMarked;
