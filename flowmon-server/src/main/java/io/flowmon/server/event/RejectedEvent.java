/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.event;

/**
 * Something that arrived as an event and is none.
 *
 * @param index its place among what arrived with it, from 0
 * @param reason what is wrong with it, for the person who wrote the sender
 * @param firstBytes how it begins, as text
 */
public record RejectedEvent(int index, String reason, String firstBytes) {}
