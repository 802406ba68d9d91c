/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.async;

import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.core.task.TaskDecorator;

/** Lets an executor's tasks take the flow along, inside of the decorator that it may have already. */
final class CarryingDecorator implements TaskDecorator {

    private final UnaryOperator<Runnable> carry;
    private final @Nullable TaskDecorator around;

    CarryingDecorator(UnaryOperator<Runnable> carry, @Nullable TaskDecorator around) {
        this.carry = carry;
        this.around = around;
    }

    @Override
    public Runnable decorate(Runnable task) {
        Runnable carried = carry.apply(task);
        return around == null ? carried : around.decorate(carried);
    }
}
