/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.drawing.comparison;

import io.flowmon.server.flow.Flow;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * How a flow differs from another one of its kind: the trees of both laid over each other, step by step. Linear in time,
 * and no recursion.
 *
 * @param steps every step of either, causes before effects
 */
record Difference(Flow flow, Flow other, List<ComparedStep> steps) {

    static Difference between(Flow flow, Flow other) {
        Branch root = new Branch(null);
        add(root, flow, Branch::countInFlow);
        add(root, other, Branch::countInOther);
        return new Difference(flow, other, steps(root));
    }

    List<ComparedStep> with(ComparedStep.Verdict verdict) {
        return steps.stream().filter(step -> step.verdict() == verdict).toList();
    }

    private static void add(Branch root, Flow flow, BiConsumer<Branch, FlowHop> count) {
        List<Branch> branches = new ArrayList<>();
        for (FlowHop one : FlowHops.of(flow)) {
            Branch parent = one.parent() < 0 ? root : branches.get(one.parent());
            Branch branch = parent.child(one.hop());
            count.accept(branch, one);
            branches.add(branch);
        }
    }

    private static List<ComparedStep> steps(Branch root) {
        List<ComparedStep> steps = new ArrayList<>();
        Deque<Map.Entry<Hop, Branch>> pending = new ArrayDeque<>();
        root.push(pending);
        while (!pending.isEmpty()) {
            Map.Entry<Hop, Branch> next = pending.pop();
            Branch branch = next.getValue();
            steps.add(branch.step(next.getKey(), steps.size() + 1));
            branch.push(pending);
        }
        return steps;
    }
}
