/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/** Tells people of alerts: what is due to whom, when, and what to do when it does not arrive. */
@NullMarked
package io.flowmon.server.notification;

import org.jspecify.annotations.NullMarked;
