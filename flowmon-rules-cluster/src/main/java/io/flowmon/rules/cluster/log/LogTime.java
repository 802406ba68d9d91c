/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.rules.cluster.log;

/**
 * How far time has come at a place of the log. All in milliseconds since 1970 but the last.
 *
 * @param arrived all events that the server received before are before this place
 * @param complete the same, also counting what living senders hold back
 * @param senders what was known of senders before is before this place
 * @param sequence of the last event before this place
 */
record LogTime(long arrived, long complete, long senders, long sequence) {}
