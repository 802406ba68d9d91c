/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** RabbitMQ by Spring AMQP: ids travel in headers, payloads stay as they are. */
@NullMarked
package io.flowmon.autoconfigure.amqp;

import org.jspecify.annotations.NullMarked;
