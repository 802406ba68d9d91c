/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.test;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowmon.core.encoding.EventEncoder;
import io.flowmon.core.encoding.ModuleIdentity;
import io.flowmon.core.event.Event;
import io.flowmon.core.event.Role;
import io.flowmon.core.event.ServiceParams;
import io.flowmon.core.masking.Masker;
import io.flowmon.core.masking.MaskingRules;
import io.flowmon.core.sender.EventSender;
import io.flowmon.core.sender.SenderSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A sender without Spring. */
class PlainSenderTests {

    private static final int MANY = 3_000;

    private final CapturedFlows flows = new CapturedFlows();

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void everythingPublishedBefore_isThereWhenLookedAt(boolean compress) {
        try (EventSender sender = start(compress)) {
            for (int i = 0; i < MANY; i++) {
                sender.publish(event("flow-" + i, "note " + i));
            }
            assertThat(flows.all()).hasSize(MANY);

            sender.publish(event("one-more", "noted"));
            assertThat(flows.all()).hasSize(MANY + 1); // does not expect that many, and so does not wait for them

            assertThat(sender.statistics().acknowledged()).isEqualTo(MANY + 1);
        }
        assertThat(flows).hasSize(MANY + 1);
    }

    @Test
    void whatIsMasked_isNotThere() {
        try (EventSender sender = start(false)) {
            sender.publish(Event.builder("f", Instant.now(), "LOG paid", "paid", Role.INTERNAL)
                    .serviceParams(new ServiceParams(
                            null, null, null, null, Map.of("card", "4111111111111111", "password", "hunter2", "n", 5)))
                    .build());

            assertThat(flows.single())
                    .holdsNoneOf("4111111111111111", "hunter2")
                    .holdsNoSecrets();
        }
    }

    private EventSender start(boolean compress) {
        ModuleIdentity module = new ModuleIdentity("shop", "shop_host_1");
        EventEncoder encoder = new EventEncoder(module, new Masker(MaskingRules.defaults()));
        SenderSettings defaults = SenderSettings.defaults();
        SenderSettings settings = new SenderSettings(
                defaults.queueEvents(),
                defaults.queueBytes(),
                defaults.batchEvents(),
                defaults.batchBytes(),
                defaults.windowBytes(),
                compress,
                Duration.ofMillis(10),
                defaults.retryMin(),
                defaults.retryMax(),
                defaults.heartbeat(),
                defaults.shutdown());
        EventSender sender = new EventSender(module, encoder::encode, flows.transport(), settings);
        sender.start();
        return sender;
    }

    private static Event event(String flow, String what) {
        return Event.builder(flow, Instant.now(), "LOG " + what, what, Role.INTERNAL)
                .build();
    }
}
