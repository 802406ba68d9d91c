/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.advice;

import java.util.List;
import java.util.Locale;

/**
 * All that advice can say. The words stand in {@code messages.properties} and its translations, under the name here: one file a
 * language is what interface and screens read. The comments name the arguments.
 */
public enum Sentence {
    /** How many hold the target; how many there are. */
    ENOUGH,
    /** The same. */
    ADD,
    /** The same. */
    SPARE,
    NOT_BY_INSTANCES,
    /** The target: the share of the actions; the duration within which. */
    GOAL,
    /** The duration of the work alone at the target's percentile. */
    WORK_ALONE,

    NO_END,
    /** How many actions ended; how many are needed. */
    TOO_FEW,
    BROADCAST,
    CONCURRENCY_UNSEEN,
    /** How many were sent; how many of them nobody received. */
    UNRECEIVED,
    /** How many began; how many of them have no end. */
    UNFINISHED,
    /** How many instances there are. */
    OVERLOAD,
    WAIT_GROWS,
    /** How many are kept busy at once; how many instances can do that. */
    FLOOR,
    /** The share by which the rate changes. */
    UNSTEADY,
    /** How many actions there were; the share up to which they tell. */
    VARIED,
    /** Squared coefficients of variation: of arrivals; of service. */
    VARIATIONS,

    /** How many actions ended; the share up to which they tell. */
    SAMPLE,
    /** The share by which the rate changes. */
    RATE_CHANGES,
    ARRIVALS_SAMPLED,
    SENDS_UNKNOWN,
    /** How many an instance does at once. */
    PEAK_SEEN,
    /** How many an instance was seen to do at once; how many are configured. */
    MORE_THAN_CONFIGURED,
    /** How many instances were seen; how many at the same time. */
    CAME_AND_WENT,
    /** The utilisation of the queue as it stands. */
    BEYOND_FORMULAS_NOW,
    /** The utilisation of the queue with the instances advised. */
    BEYOND_FORMULAS_THEN,
    /** The mean wait by the formulas; as measured; both durations. */
    WAIT_MEASURED,
    /** The share of the time in service. */
    MOSTLY_ELSEWHERE,

    /** From when; to when. */
    SPAN,
    ONE_KIND_OF_WORK,
    OTHER_WORK,
    EQUAL_PARTS,
    /** The share of the time in service. */
    ELSEWHERE,
    /** An endpoint. */
    ELSEWHERE_ON,
    /** An endpoint; whose it is. */
    ELSEWHERE_ON_AT,
    ELSEWHERE_STAYS,
    SAMPLED,
    /** Of how many actions. */
    BUS_UNKNOWN,
    /** Of how many actions. */
    RECEIVER_UNKNOWN,

    RESOURCES_UNKNOWN,
    CALLERS_GO_ON,
    SAME_MIX,
    UNREPORTED,
    NO_RESERVE,
    OTHERS_BEAR_IT,

    SOURCE_CONCURRENCY,
    SOURCE_WAITING,
    SOURCE_MEAN_WAIT,
    SOURCE_RESPONSE_TIME,
    SOURCE_BOUNDED_BY;

    /** Of its words in the texts of the screens. */
    public String key() {
        return "advice.sentence." + name().toLowerCase(Locale.ROOT);
    }

    /** What is said with it; what the arguments may be, {@link Statement} tells. */
    Statement of(Object... arguments) {
        return new Statement(this, List.of(arguments));
    }
}
