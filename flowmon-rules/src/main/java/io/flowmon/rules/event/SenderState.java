/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.rules.event;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a module's instance, and with it of its module.
 *
 * @param since since when, by the server's clock
 * @param moduleState {@code UP} while any instance is up; else that of the instance that was heard last: a module whose last
 *     instance said goodbye was stopped. Null while that is not known of every instance
 * @param moduleSince since when, if no instance is up
 * @param moduleGone instances of the module that are gone
 */
public record SenderState(
        String moduleType,
        String moduleId,
        State state,
        Instant since,
        @Nullable State moduleState,
        Instant moduleSince,
        int moduleGone) {

    /** What can be known of an instance. */
    public enum State {
        /** It was heard just now. */
        UP,
        /** It has said that it ends. */
        BYE,
        /** It has said nothing for longer than senders do. */
        GONE
    }

    /**
     * An instance for itself.
     *
     * @param state null while it is not known, because the server was away
     */
    public record Instance(
            String moduleType, String moduleId, @Nullable State state, Instant since) {}

    /** What is known of these instances, which must be all there are of their modules. */
    public static List<SenderState> of(Collection<Instance> instances) {
        Map<String, List<Instance>> modules = instances.stream().collect(Collectors.groupingBy(Instance::moduleType));
        List<SenderState> states = new ArrayList<>();
        modules.values().forEach(module -> addAll(module, states));
        return states;
    }

    private static void addAll(List<Instance> module, List<SenderState> states) {
        Instance last = module.stream()
                .max(Comparator.comparing(Instance::since).thenComparing(Instance::moduleId))
                .orElseThrow();
        State moduleState = stateOf(module, last);
        int gone = (int) module.stream()
                .filter(instance -> instance.state() == State.GONE)
                .count();
        for (Instance instance : module) {
            State state = instance.state();
            if (state != null) {
                states.add(new SenderState(
                        instance.moduleType(),
                        instance.moduleId(),
                        state,
                        instance.since(),
                        moduleState,
                        last.since(),
                        gone));
            }
        }
    }

    private static @Nullable State stateOf(List<Instance> module, Instance last) {
        if (module.stream().anyMatch(instance -> instance.state() == State.UP)) {
            return State.UP;
        }
        return module.stream().anyMatch(instance -> instance.state() == null) ? null : last.state();
    }
}
