/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Ways back into buses and services: where a replayed message is sent again. Knows neither store nor screens. */
@NullMarked
package io.flowmon.server.replay.target;

import org.jspecify.annotations.NullMarked;
