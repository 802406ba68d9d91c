/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/** From what a rule observes to an alert with a life: raised, updated, resolved. */
@NullMarked
package io.flowmon.rules.alert;

import org.jspecify.annotations.NullMarked;
