/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Sends messages again after a failure: chosen, planned, sent at a pace, noted, and compared with what was before. */
@NullMarked
package io.flowmon.server.replay;

import org.jspecify.annotations.NullMarked;
