/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.access.curve;

import io.flowmon.core.zeromq.CurveKeys;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.actuate.audit.listener.AuditApplicationEvent;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * Makes visible who was refused, and why: in the log and the audit log once for each key or address, in a counter each
 * time. Bounded, also by the minute, because strangers decide how many keys there are. Any thread.
 */
@Component
public class Refusals {

    private static final Logger log = LoggerFactory.getLogger(Refusals.class);
    private static final String METER = "flowmon.intake.refused";
    private static final int MOST_KEYS_COUNTED = 50;
    private static final int MOST_TOLD = 1_000;
    static final int MOST_TOLD_A_MINUTE = 20;
    private static final String OTHER = "other";
    private static final String NONE = "none";

    private final MeterRegistry meters;
    private final ApplicationEventPublisher events;
    private final Set<String> counted = Collections.synchronizedSet(new HashSet<>());
    private final Map<String, Boolean> told = Collections.synchronizedMap(new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > MOST_TOLD;
        }
    });
    private final AtomicLong total = new AtomicLong();
    private final InstantSource clock;
    private long minute;
    private int toldThisMinute;
    private volatile @Nullable String last;

    @Autowired
    Refusals(MeterRegistry meters, ApplicationEventPublisher events) {
        this(meters, events, InstantSource.system());
    }

    Refusals(MeterRegistry meters, ApplicationEventPublisher events, InstantSource clock) {
        this.meters = meters;
        this.events = events;
        this.clock = clock;
    }

    /** How many there were. */
    public long total() {
        return total.get();
    }

    /** The last one in words; null if there was none. */
    public @Nullable String last() {
        return last;
    }

    /** A sender proved to own a key that is not allowed. */
    void unknownKey(String publicKey, String address) {
        refused(
                "unknown_key",
                publicKey,
                address,
                "its key is not allowed: to allow it, put a file with the public key " + publicKey
                        + " into the folder of allowed senders");
    }

    /** A sender is still connected whose key was withdrawn; its messages are not read. */
    void withdrawnKey(String publicKey, String address) {
        refused("withdrawn_key", publicKey, address, "its key was withdrawn");
    }

    /** A sender expected another server. */
    void wrongServerKey(String address) {
        refused("wrong_server_key", null, address, "it was told another key for this server");
    }

    /** A connection ended before it came to keys. */
    void noHandshake(String address) {
        refused("no_keys", null, address, "it has no keys, or is no sender at all");
    }

    private void refused(String cause, @Nullable String publicKey, String address, String why) {
        String fingerprint = publicKey == null ? NONE : CurveKeys.fingerprint(publicKey);
        total.incrementAndGet();
        meters.counter(METER, "cause", cause, "key", publicKey == null ? NONE : countedAs(fingerprint))
                .increment();
        String text = "A sender at " + address + (publicKey == null ? "" : " with the key " + fingerprint)
                + " is refused: " + why;
        last = text;
        boolean first = told.put(cause + (publicKey == null ? address : publicKey), true) == null;
        if (first && mayTell()) {
            log.warn("{}. Further ones like it are counted in {} and logged at DEBUG", text, METER);
            events.publishEvent(new AuditApplicationEvent(
                    publicKey == null ? address : fingerprint,
                    "SENDER_REFUSED",
                    Map.of("cause", cause, "address", address, "key", fingerprint)));
        } else {
            log.debug(text);
        }
    }

    /** Whoever makes a new key each time must not fill the log. */
    private synchronized boolean mayTell() {
        long now = clock.instant().getEpochSecond() / 60;
        if (now != minute) {
            minute = now;
            toldThisMinute = 0;
        }
        toldThisMinute++;
        if (toldThisMinute == MOST_TOLD_A_MINUTE + 1) {
            log.warn(
                    "More than {} new senders are refused in a minute. The rest of this minute is counted in {} and logged"
                            + " at DEBUG",
                    MOST_TOLD_A_MINUTE,
                    METER);
        }
        return toldThisMinute <= MOST_TOLD_A_MINUTE;
    }

    private String countedAs(String fingerprint) {
        synchronized (counted) {
            return counted.contains(fingerprint) || (counted.size() < MOST_KEYS_COUNTED && counted.add(fingerprint))
                    ? fingerprint
                    : OTHER;
        }
    }
}
