/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.flow;

import io.flowmon.server.flow.Stretch.Spent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where the time of a flow went: from its last end back to its begin, at each moment the one step that all others had to
 * wait for. What runs beside it could be faster and the flow would take as long as before. The method is that of CRISP
 * (Zhang and others, USENIX ATC 2022), with the waiting of messages over a bus added.
 *
 * <p>But for the last end, no time is compared with one by another module's clock: where clocks disagree, the time on the way
 * is wrong or missing, and the work is right.
 */
final class CriticalPath {

    /** Calls and own steps within each other; a call deeper than that counts as waiting for the answer. */
    private static final int DEEPEST = 200;

    private static final Comparator<Step> LAST_FIRST =
            Comparator.comparing(CriticalPath::endOf).reversed().thenComparing(Step::begin);

    private final Map<UUID, Message> messages = new HashMap<>();
    private final Map<UUID, List<Message>> children = new HashMap<>();
    private final Set<UUID> walked = new HashSet<>();
    private final List<Stretch> stretches = new ArrayList<>();

    private CriticalPath(Flow flow) {
        for (Message message : flow.messages()) {
            messages.put(message.id(), message);
            if (message.parentId() != null) {
                children.computeIfAbsent(message.parentId(), parent -> new ArrayList<>())
                        .add(message);
            }
        }
    }

    /** The stretches of a flow, the last one first; what is not known is left out. */
    static List<Stretch> of(Flow flow) {
        CriticalPath path = new CriticalPath(flow);
        Message last = null;
        Step end = null;
        for (Message message : flow.messages()) {
            for (Step step : path.awaitedByNone(message) ? message.received() : List.<Step>of()) {
                if (tellsItsEnd(step) && (end == null || endOf(step).isAfter(endOf(end)))) {
                    last = message;
                    end = step;
                }
            }
        }
        if (last != null && end != null) {
            path.back(last, end, endOf(end));
        }
        return path.stretches;
    }

    /** Whoever calls ends after the one that is called, whatever their clocks say. */
    private boolean awaitedByNone(Message message) {
        return message.kind() == Message.Kind.MESSAGE
                || message.parentId() == null
                || !messages.containsKey(message.parentId());
    }

    /** From a moment of a receiver's work back to the flow's begin, by way of those who sent the messages. */
    private void back(Message from, Step by, Instant until) {
        Message message = from;
        Step receiver = by;
        Instant end = until;
        while (walked.add(message.id())) {
            handling(message, receiver, end, 0);
            spend(receiver, Spent.BUS, receiver.waitedInBus());
            Step sender = message.sent().isEmpty() ? null : message.sent().get(0);
            Message parent = message.parentId() == null ? null : messages.get(message.parentId());
            Step handler = sender == null || parent == null ? null : handler(parent, sender);
            if (sender == null || parent == null || handler == null) {
                return;
            }
            message = parent;
            receiver = handler;
            end = sender.begin();
        }
    }

    private static @Nullable Step handler(Message parent, Step sender) {
        return parent.received().stream()
                .filter(step -> sameInstance(step, sender) && !step.begin().isAfter(sender.begin()))
                .max(Comparator.comparing(Step::begin))
                .orElse(null);
    }

    private void handling(Message message, Step receiver, Instant until, int depth) {
        Duration waited = Objects.requireNonNullElse(receiver.waitedInReceiver(), Duration.ZERO);
        List<Step> within = Stream.concat(
                        message.within().stream(),
                        children.getOrDefault(message.id(), List.of()).stream().flatMap(child -> child.sent().stream()))
                .filter(step -> tellsItsEnd(step) && sameInstance(step, receiver))
                .sorted(LAST_FIRST)
                .toList();
        int unused = within(receiver, receiver.begin().plus(waited), until, within, 0, depth);
        spend(receiver, Spent.RECEIVER, waited);
    }

    /**
     * What a step did in a time, less what it waited for.
     *
     * @param steps of the same instance, the last end first; those before {@code first} are over
     * @return the first that belongs to the time before
     */
    private int within(Step owner, Instant from, Instant until, List<Step> steps, int first, int depth) {
        Duration own = Duration.ZERO;
        Instant at = until;
        int next = first;
        while (next < steps.size() && endOf(steps.get(next)).isAfter(from)) {
            Step step = steps.get(next);
            next++;
            if (endOf(step).isAfter(at) || step.begin().isBefore(from)) {
                continue;
            }
            own = own.plus(Duration.between(endOf(step), at));
            at = step.begin();
            if (step.isSender()) {
                sending(step, depth);
            } else if (depth == DEEPEST) {
                spend(step, Spent.WORK, Duration.between(step.begin(), endOf(step)));
            } else {
                next = within(step, step.begin(), endOf(step), steps, next, depth + 1);
            }
        }
        spend(owner, Spent.WORK, at.isAfter(from) ? own.plus(Duration.between(from, at)) : own);
        return next;
    }

    private void sending(Step sender, int depth) {
        Duration span = Duration.between(sender.begin(), endOf(sender));
        Duration work = sender.work();
        Duration took = work == null || work.compareTo(span) > 0 ? span : work;
        Message message = messages.get(sender.main().messageId());
        if (message == null || message.kind() == Message.Kind.MESSAGE) {
            spend(sender, Spent.WORK, took);
            return;
        }
        Step receiver = message.received().stream()
                .filter(CriticalPath::tellsItsEnd)
                .findFirst()
                .orElse(null);
        if (receiver == null || depth == DEEPEST || !walked.add(message.id())) {
            spend(sender, Spent.ANSWER, took);
            return;
        }
        Duration answering = Duration.between(receiver.begin(), endOf(receiver));
        boolean inTime = answering.compareTo(took) <= 0;
        spend(sender, Spent.WAY, inTime ? took.minus(answering) : Duration.ZERO);
        handling(message, receiver, inTime ? endOf(receiver) : receiver.begin().plus(took), depth + 1);
    }

    private void spend(Step step, Spent on, @Nullable Duration duration) {
        if (duration != null && duration.compareTo(Duration.ZERO) > 0) {
            stretches.add(new Stretch(step, on, duration));
        }
    }

    /** A sender may say that something ended before it began: such a step has no place in time. */
    private static boolean tellsItsEnd(Step step) {
        return step.end() != null && !endOf(step).isBefore(step.begin());
    }

    private static Instant endOf(Step step) {
        return Objects.requireNonNullElse(step.end(), step.begin());
    }

    private static boolean sameInstance(Step step, Step other) {
        return step.main().moduleId().equals(other.main().moduleId());
    }
}
