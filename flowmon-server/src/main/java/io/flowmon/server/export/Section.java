/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.export;

import io.flowmon.server.flow.Flow;
import io.flowmon.server.flow.Message;
import io.flowmon.server.flow.Outcomes;
import io.flowmon.server.flow.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The part of a flow that a test is about: one message and all that came of it; of one module alone, what that module did.
 *
 * @param module null for all modules
 * @param messages in the tree's order, the one that begins it first; attempts that were repeated are left out
 * @param attempts the same with them
 */
record Section(@Nullable String module, List<Message> messages, List<Message> attempts) {

    /**
     * The section that begins with the flow's first message, or with the first that the module received.
     *
     * @throws NotExportableException if the flow begins with something else
     */
    static Section of(Flow flow, @Nullable String module) {
        List<Message> all = flow.messages();
        int first = module == null ? firstOf(flow) : firstReceived(all, module);
        List<Message> below = new ArrayList<>(List.of(all.get(first)));
        for (int i = first + 1;
                i < all.size() && all.get(i).depth() > all.get(first).depth();
                i++) {
            below.add(all.get(i));
        }
        return new Section(module, ofModule(withoutRepeated(below), module), ofModule(below, module));
    }

    private static List<Message> ofModule(List<Message> messages, @Nullable String module) {
        return messages.stream()
                .filter(message -> module == null
                        || message.steps().anyMatch(step -> step.moduleType().equals(module)))
                .toList();
    }

    Message first() {
        return messages.get(0);
    }

    /** The module under test: it receives the first message. */
    String receiver() {
        return module == null && !first().received().isEmpty()
                ? first().received().get(0).moduleType()
                : Objects.requireNonNullElseGet(
                        module, () -> first().sent().get(0).moduleType());
    }

    /** What the test calls the message; a module alone may know it by another name than its receiver. */
    String name(Message message) {
        return Stream.concat(message.received().stream(), message.sent().stream())
                .filter(this::isAbout)
                .map(step -> step.main().endpoint())
                .findFirst()
                .orElse(message.endpoint());
    }

    /** The modules that it needs: whoever sent the first message is not needed, the test sends it. */
    List<String> modulesAfterSending() {
        List<Step> sending = first().sent();
        return steps().filter(step -> !sending.contains(step))
                .map(Step::moduleType)
                .distinct()
                .toList();
    }

    /** What was done in it by the modules that it is about, repeated attempts included. */
    Stream<Step> steps() {
        return steps(attempts);
    }

    /** Whether it came to a bad end, and may have stopped early. */
    boolean failed() {
        return steps(messages).anyMatch(step -> Outcomes.failed(step.outcome()) || step.open())
                || messages.stream().anyMatch(Message::unreceived);
    }

    private Stream<Step> steps(List<Message> those) {
        return those.stream().flatMap(Message::steps).filter(this::isAbout);
    }

    /** Whether a module alone sends what others receive. */
    boolean sendsToOthers() {
        return messages.stream()
                .filter(message -> message.kind() == Message.Kind.MESSAGE)
                .anyMatch(message -> module != null
                        && message.sent().stream().anyMatch(this::isAbout)
                        && message.received().stream().noneMatch(this::isAbout));
    }

    /** Whether messages of one parent were under way at the same time, so that their order is chance. */
    boolean concurrent() {
        Map<UUID, Instant> ends = new HashMap<>();
        for (Message message : messages.subList(1, messages.size())) {
            Step side = (message.sent().isEmpty() ? message.steps().toList() : message.sent()).get(0);
            UUID parent = Objects.requireNonNullElse(message.parentId(), first().id());
            Instant before = ends.get(parent);
            if (before != null && side.begin().isBefore(before)) {
                return true;
            }
            ends.put(parent, Objects.requireNonNullElse(side.end(), side.begin()));
        }
        return false;
    }

    private boolean isAbout(Step step) {
        return module == null || step.moduleType().equals(module);
    }

    private static int firstOf(Flow flow) {
        if (flow.messages().isEmpty()) {
            throw new NotExportableException("It has neither calls nor messages: nothing that a test could send.");
        }
        Instant begin = flow.messages()
                .get(0)
                .steps()
                .map(Step::begin)
                .min(Instant::compareTo)
                .orElseThrow();
        for (Step step : flow.unattached()) {
            if (step.begin().isBefore(begin)) {
                throw new NotExportableException("It begins with " + step.main().endpoint() + " in " + step.moduleType()
                        + ", which a test cannot cause from outside. Of what followed, a test can be made for each service"
                        + " alone: add ?module=, one of " + String.join(", ", flow.modules()) + ".");
            }
        }
        return 0;
    }

    private static int firstReceived(List<Message> all, String module) {
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).received().stream()
                    .anyMatch(step -> step.moduleType().equals(module))) {
                return i;
            }
        }
        throw new NotExportableException(module + " received nothing in this flow: nothing that a test could send it.");
    }

    /** Without the attempts that failed and were made again, and what came of them: a healthy flow has none. */
    private static List<Message> withoutRepeated(List<Message> messages) {
        List<Message> kept = new ArrayList<>();
        for (int i = 0; i < messages.size(); i++) {
            Message message = messages.get(i);
            if (i == 0 || !isRepeated(message, messages.subList(i + 1, messages.size()))) {
                kept.add(message);
                continue;
            }
            while (i + 1 < messages.size() && messages.get(i + 1).depth() > message.depth()) {
                i++;
            }
        }
        return kept;
    }

    private static boolean isRepeated(Message message, List<Message> later) {
        boolean failed = Stream.concat(message.sent().stream(), message.received().stream())
                .anyMatch(step -> Outcomes.failed(step.outcome()));
        return failed
                && later.stream()
                        .anyMatch(other -> Objects.equals(other.parentId(), message.parentId())
                                && other.endpoint().equals(message.endpoint()));
    }
}
