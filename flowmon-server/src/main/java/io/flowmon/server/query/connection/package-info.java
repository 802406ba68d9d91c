/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Tomcat's part: whether a client still waits on its connection. */
@NullMarked
package io.flowmon.server.query.connection;

import org.jspecify.annotations.NullMarked;
