/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.rules.function;

import java.util.NavigableSet;
import java.util.TreeSet;
import org.apache.flink.table.functions.ProcessTableFunction.TimeContext;

/** Time as Flink tells a function of it, which goes on when a test says so. Unnamed timers only. */
final class StepClock implements TimeContext<Long> {

    private final NavigableSet<Long> timers = new TreeSet<>();
    private long time;
    private long watermark = Long.MIN_VALUE;
    private int called;

    /** What is to be done when a timer's time has come. */
    @FunctionalInterface
    interface Timer {
        void call(long time) throws Exception;
    }

    void moveTo(long next, Timer timer) throws Exception {
        watermark = next;
        while (!timers.isEmpty() && timers.first() <= next) {
            time = timers.first();
            timers.remove(time);
            called++;
            timer.call(time);
        }
        time = next + 1;
    }

    NavigableSet<Long> timers() {
        return timers;
    }

    int called() {
        return called;
    }

    @Override
    public Long time() {
        return time;
    }

    @Override
    public Long currentWatermark() {
        return watermark;
    }

    @Override
    public void registerOnTime(Long due) {
        if (due > watermark) {
            timers.add(due);
        }
    }

    @Override
    public void clearTimer(Long due) {
        timers.remove(due);
    }

    @Override
    public void clearAllTimers() {
        timers.clear();
    }

    @Override
    public void registerOnTime(String name, Long due) {
        throw new AssertionError("functions here have unnamed timers alone, and this one was named " + name);
    }

    @Override
    public void clearTimer(String name) {
        throw new AssertionError("functions here have unnamed timers alone, and this one was named " + name);
    }
}
