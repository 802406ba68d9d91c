/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** What the actuator tells of flowmon: its state, a preview of the masking, meters and health. */
@NullMarked
package io.flowmon.autoconfigure.actuate;

import org.jspecify.annotations.NullMarked;
