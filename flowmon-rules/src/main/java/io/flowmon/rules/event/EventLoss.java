/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.rules.event;

/**
 * While a module's events may be missing although what they tell of happened: some were dropped, or the instance that held them
 * is gone. Both times are the server's, in milliseconds since 1970.
 */
public record EventLoss(String moduleType, long from, long to) {}
