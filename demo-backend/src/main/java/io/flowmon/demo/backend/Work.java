/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.demo.backend;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The work on one message: it takes the time that the message asks for, and fails at the first try where it asks for that. */
@Component
class Work {

    private static final BigDecimal MAX_SECONDS = BigDecimal.TEN;

    /** As many failures as are remembered: a message whose first try was longer ago fails once more. */
    private static final int MOST_REMEMBERED = 10_000;

    private final JsonMapper json;
    private final Set<UUID> failedBefore = Collections.synchronizedSet(Collections.newSetFromMap(new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, Boolean> eldest) {
            return size() > MOST_REMEMBERED;
        }
    }));

    Work(JsonMapper json) {
        this.json = json;
    }

    /** @throws RuntimeException when the payload is no message, asks for too much time, or is to fail this time */
    void on(String payload) throws InterruptedException {
        WorkMessage message = json.readValue(payload, WorkMessage.class);
        BigDecimal seconds = message.timeToSpend();
        if (seconds.signum() < 0 || seconds.compareTo(MAX_SECONDS) > 0) {
            throw new IllegalArgumentException(
                    "timeToSpend is %s; it must be from 0 to %s seconds".formatted(seconds, MAX_SECONDS));
        }
        TimeUnit.MICROSECONDS.sleep(seconds.movePointRight(6).longValue());
        if (message.fail() && failedBefore.add(message.id())) {
            throw new IllegalStateException("Message %d was ordered to fail".formatted(message.index()));
        }
    }
}
