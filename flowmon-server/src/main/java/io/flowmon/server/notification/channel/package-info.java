/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/** The ways to people: log, webhook, Slack and mail. */
@NullMarked
package io.flowmon.server.notification.channel;

import org.jspecify.annotations.NullMarked;
