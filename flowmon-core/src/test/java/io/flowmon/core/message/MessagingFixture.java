/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.message;

import io.flowmon.core.context.CurrentFlow;
import io.flowmon.core.event.Recording;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** Messages whose events stay here, with content of at most 200 bytes. */
abstract class MessagingFixture {

    final EventCollector events = new EventCollector();
    final FlowMessaging messaging = new FlowMessaging(
            new CurrentFlow(List.of()), events, JsonMapper.shared(), destination -> Recording.ALL, 200);

    record Order(String id, int pieces) {}
}
