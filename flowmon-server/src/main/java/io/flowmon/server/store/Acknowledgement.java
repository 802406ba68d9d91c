/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store;

import java.time.Instant;

/**
 * Somebody knows of an alert and sees to it, until then.
 *
 * @param by who, by the name of their credentials
 * @param note why, in their words; may be empty
 */
public record Acknowledgement(String by, Instant at, Instant until, String note) {}
