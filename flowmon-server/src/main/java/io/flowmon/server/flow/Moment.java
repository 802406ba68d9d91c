/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.flow;

import io.flowmon.server.event.StoredEvent;
import org.jspecify.annotations.Nullable;

/**
 * An event at its place in the flow.
 *
 * @param step the step that it belongs to
 * @param message the message that it is about; null when the event names none
 */
public record Moment(StoredEvent event, Step step, @Nullable Message message) {}
