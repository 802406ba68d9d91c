/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store.duckdb.load;

import io.flowmon.server.store.duckdb.Micros;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an instance did about a call or a message that it received. Times are microseconds since 1970.
 *
 * @param flow code of the correlation id
 * @param message code of the message
 * @param weight how many actions it stands for
 * @param arrived when it is told to have begun, at the latest when it was received
 * @param busyFrom when its service began
 * @param serviceSeconds how long that took; null if its end is not told
 * @param busMicros from the sender's begin to the arrival, negative where clocks disagree; null if the send is not told
 * @param poolMicros from the receipt to the begin of its service, likewise
 * @param joined when it came to stand in line: at a destination when it was sent, else when it arrived
 * @param calls what it sent and called meanwhile, cut to the time of its service
 * @param awaySeconds during how much of it one of these was under way
 */
record Action(
        Names.Instance instance,
        Names.Endpoint endpoint,
        long flow,
        long message,
        double weight,
        long arrived,
        long busyFrom,
        @Nullable Double serviceSeconds,
        @Nullable Long busMicros,
        @Nullable Long poolMicros,
        long joined,
        List<Call> calls,
        double awaySeconds) {

    /** @param calls what its instance sent and called because of its message, whenever */
    static Action of(Handling handling, @Nullable Sent sent, List<Call> calls, Names names) {
        Names.Endpoint endpoint = names.endpoint(handling.last().endpoint());
        Double service = handling.serviceSeconds();
        Long bus = sent == null ? null : Long.valueOf(handling.arrived() - sent.at());
        List<Call> meanwhile =
                service == null ? List.of() : during(calls, handling.busyFrom(), Micros.ofSeconds(service));
        return new Action(
                names.instance(handling.last().instance()),
                endpoint,
                handling.last().flow(),
                handling.message(),
                handling.weight(),
                handling.arrived(),
                handling.busyFrom(),
                service,
                bus,
                handling.poolMicros(),
                bus != null && bus >= 0 && endpoint.destination() ? handling.arrived() - bus : handling.arrived(),
                meanwhile,
                away(meanwhile));
    }

    boolean hasEnded() {
        return serviceSeconds != null;
    }

    /** How long its service took; 0 if its end is not told. */
    double service() {
        return serviceSeconds == null ? 0 : serviceSeconds;
    }

    /** How long its service took without the calls made meanwhile. */
    double ownSeconds() {
        return Math.max(0, service() - awaySeconds);
    }

    /** When its service ended, or if that is not told, when it began. */
    long busyTo() {
        return busyFrom + Micros.ofSeconds(service());
    }

    /** Its time in service within a range; 0 if its end is not told. */
    long busyMicros(LoadRange range) {
        return range.within(busyFrom, busyTo());
    }

    /** How long it waited in bus and pool, as far as that is known; null if of neither. */
    @Nullable
    Double waitSeconds() {
        boolean known = false;
        long micros = 0;
        if (busMicros != null && busMicros >= 0) {
            known = true;
            micros += busMicros;
        }
        if (poolMicros != null && poolMicros >= 0) {
            known = true;
            micros += poolMicros;
        }
        return known ? micros / 1e6 : null;
    }

    /** Both waits together; null if one of them is not known. */
    @Nullable
    Long frontMicros() {
        return busMicros != null && poolMicros != null && busMicros >= 0 && poolMicros >= 0
                ? Long.valueOf(busMicros + poolMicros)
                : null;
    }

    /** During how much of a time one of the calls was under way, of which the first begins first. */
    private static double away(List<Call> calls) {
        long covered = Long.MIN_VALUE;
        long away = 0;
        for (Call call : calls) {
            away += Math.max(0, call.ended() - Math.max(call.begun(), covered));
            covered = Math.max(covered, call.ended());
        }
        return away / 1e6;
    }

    private static List<Call> during(List<Call> calls, long from, long micros) {
        return calls.stream()
                .filter(call -> call.begun() < from + micros && call.ended() > from)
                .map(call -> call.within(from, from + micros))
                .sorted(Comparator.comparingLong(Call::begun))
                .toList();
    }
}
