/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** What runs beside the server's requests, from its start to its end. */
@NullMarked
package io.flowmon.server.lifecycle;

import org.jspecify.annotations.NullMarked;
