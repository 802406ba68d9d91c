/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.advice.queueing;

import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;

/**
 * A distribution of times with mean 1.
 *
 * @param scv squared coefficient of variation
 */
public record Times(String name, double scv, ToDoubleFunction<RandomGenerator> sampler) {

    public double next(RandomGenerator random) {
        return sampler.applyAsDouble(random);
    }

    public static Times deterministic() {
        return new Times("deterministic", 0, random -> 1);
    }

    /** The sum of {@code phases} exponential times. */
    public static Times erlang(int phases) {
        return new Times("Erlang-" + phases, 1.0 / phases, random -> {
            double sum = 0;
            for (int i = 0; i < phases; i++) {
                sum += random.nextExponential();
            }
            return sum / phases;
        });
    }

    public static Times exponential() {
        return new Times("exponential", 1, RandomGenerator::nextExponential);
    }

    /** Two exponential phases with balanced means; {@code scv} above 1. */
    public static Times hyperexponential(double scv) {
        double p = (1 + Math.sqrt((scv - 1) / (scv + 1))) / 2;
        return new Times("hyperexponential " + scv, scv, random -> {
            double chosen = random.nextDouble() < p ? p : 1 - p;
            return random.nextExponential() / (2 * chosen);
        });
    }

    public static Times lognormal(double scv) {
        double variance = Math.log1p(scv);
        return new Times(
                "lognormal " + scv,
                scv,
                random -> Math.exp(Math.sqrt(variance) * random.nextGaussian() - variance / 2));
    }

    @Override
    public String toString() {
        return name;
    }
}
