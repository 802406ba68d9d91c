/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.replay.target;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All places that messages can be sent again to, as one: each message goes to the first that is for its endpoint. */
public final class ReplayTargets implements ReplayTarget {

    private final List<ReplayTarget> targets;

    public ReplayTargets(List<ReplayTarget> targets) {
        this.targets = List.copyOf(targets);
    }

    @Override
    public boolean serves(String endpoint) {
        return targetOf(endpoint) != null;
    }

    @Override
    public @Nullable String refusal(Resend message) {
        ReplayTarget target = targetOf(message.endpoint());
        return target == null
                ? message.endpoint()
                        + " is no place that messages can be sent again to: these are LIST, CHANNEL and STREAM"
                        + " (Redis), QUEUE and EXCHANGE (RabbitMQ), TOPIC (Kafka), and calls over HTTP."
                : target.refusal(message);
    }

    /** {@inheritDoc} What is refused all the same is a failure that says why. */
    @Override
    public List<ResendOutcome> send(List<Resend> messages) {
        long begun = System.nanoTime();
        ResendOutcome[] outcomes = new ResendOutcome[messages.size()];
        Map<ReplayTarget, List<Integer>> places = new LinkedHashMap<>();
        for (int i = 0; i < outcomes.length; i++) {
            Resend message = messages.get(i);
            String refusal = refusal(message);
            ReplayTarget target = targetOf(message.endpoint());
            if (refusal != null || target == null) {
                outcomes[i] = ResendOutcome.failed(String.valueOf(refusal), begun);
            } else {
                places.computeIfAbsent(target, first -> new ArrayList<>()).add(i);
            }
        }
        places.forEach((target, indexes) -> {
            List<ResendOutcome> sent =
                    target.send(indexes.stream().map(messages::get).toList());
            for (int i = 0; i < sent.size(); i++) {
                outcomes[indexes.get(i)] = sent.get(i);
            }
        });
        return List.of(outcomes);
    }

    @Override
    public void close() {
        targets.forEach(ReplayTarget::close);
    }

    private @Nullable ReplayTarget targetOf(String endpoint) {
        return targets.stream()
                .filter(target -> target.serves(endpoint))
                .findFirst()
                .orElse(null);
    }
}
