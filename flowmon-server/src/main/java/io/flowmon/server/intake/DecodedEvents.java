/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.intake;

import io.flowmon.server.event.IncomingEvent;
import io.flowmon.server.event.RejectedEvent;
import java.util.List;

/** What a payload contained: the events in their order, and what was none. */
public record DecodedEvents(List<IncomingEvent> events, List<RejectedEvent> rejected) {}
