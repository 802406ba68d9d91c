/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Kafka by Spring for Apache Kafka: ids travel in headers, keys and values stay as they are. */
@NullMarked
package io.flowmon.autoconfigure.kafka;

import org.jspecify.annotations.NullMarked;
