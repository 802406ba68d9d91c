/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.crash.messages;

/**
 * What the three tell each other.
 *
 * @param number tells orders apart
 */
record Order(int number) {}
