/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Three programs that talk over RabbitMQ by the message API alone, and what is lost between them. */
@NullMarked
package io.flowmon.crash.messages;

import org.jspecify.annotations.NullMarked;
