/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.alert;

import io.flowmon.server.access.audit.Actor;
import io.flowmon.server.store.Acknowledgement;
import io.flowmon.server.store.AlertHandling;
import io.flowmon.server.store.AlertStore;
import io.flowmon.server.store.HandledAlert;
import io.flowmon.server.store.Silence;
import java.io.IOException;
import java.security.Principal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.audit.AuditEvent;
import org.springframework.boot.actuate.audit.AuditEventRepository;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;

/**
 * Where people take alerts in hand, from a page or a program: what they ask for is checked, stored, and noted in the audit
 * log. What is wrong is a {@link ResponseStatusException} that says so. Any thread.
 */
@Component
public class AlertDesk {

    /** How long an alert stays acknowledged, and a rule silent, if nothing else is asked for. */
    public static final Duration USUAL = Duration.ofHours(4);

    private static final Duration SHORTEST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofDays(30);
    private static final int LONGEST_NOTE = 1_000;
    private static final int LONGEST_KEY = 1_000;
    private static final int MOST_SILENCES = 1_000;
    /** On an alert, where nobody need log in. */
    private static final String SOMEBODY = "somebody";

    private final AlertStore store;
    private final AlertHandling handling;
    private final List<KnownRules> rules;
    private final AuditEventRepository audit;

    public AlertDesk(AlertStore store, AlertHandling handling, List<KnownRules> rules, AuditEventRepository audit) {
        this.store = store;
        this.handling = handling;
        this.rules = List.copyOf(rules);
        this.audit = audit;
    }

    /** The alert of that id. */
    public HandledAlert alert(String id) {
        return store.alert(id)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no alert " + id));
    }

    /**
     * Notes that somebody sees to an alert that goes on.
     *
     * @param length {@link #USUAL} if absent
     */
    public HandledAlert acknowledge(
            String id, @Nullable Duration length, @Nullable String note, @Nullable Principal who) {
        HandledAlert alert = alert(id);
        if (!alert.isOpen()) {
            throw new ResponseStatusException(HttpStatus.CONFLICT, "The alert is over already");
        }
        Instant now = now();
        Acknowledgement made = new Acknowledgement(name(who), now, now.plus(checked(length)), checked(note));
        stored(() -> {
            handling.acknowledge(id, made);
            return true;
        });
        audit(
                who,
                "ALERT_ACKNOWLEDGED",
                Map.of("alert", id, "until", made.until().toString(), "note", made.note()));
        return alert(id);
    }

    /** Takes an acknowledgement back. */
    public void takeBack(String id, @Nullable Principal who) {
        if (!stored(() -> handling.takeBack(id))) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND, "The alert is not acknowledged");
        }
        audit(who, "ALERT_ACKNOWLEDGEMENT_TAKEN_BACK", Map.of("alert", id));
    }

    /**
     * Makes a rule's alerts nobody's concern for a time.
     *
     * @param key of those alone; of all if absent
     * @param length {@link #USUAL} if absent
     */
    public Silence silence(
            @Nullable String rule,
            @Nullable String key,
            @Nullable Duration length,
            @Nullable String note,
            @Nullable Principal who) {
        if (handling.silences().size() >= MOST_SILENCES) {
            throw new ResponseStatusException(HttpStatus.CONFLICT, "There are " + MOST_SILENCES + " silences already");
        }
        Instant now = now();
        Silence made = new Silence(
                UUID.randomUUID().toString(),
                known(rule),
                checkedKey(key),
                name(who),
                now,
                now.plus(checked(length)),
                checked(note));
        stored(() -> {
            handling.silence(made);
            return true;
        });
        audit(
                who,
                "ALERTS_SILENCED",
                Map.of(
                        "silence", made.id(),
                        "rule", made.rule(),
                        "key", made.key() == null ? "" : made.key(),
                        "until", made.until().toString(),
                        "note", made.note()));
        return made;
    }

    /** Ends a silence before its time. */
    public void endSilence(String id, @Nullable Principal who) {
        if (!stored(() -> handling.endSilence(id))) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no silence " + id);
        }
        audit(who, "ALERTS_SILENCE_ENDED", Map.of("silence", id));
    }

    /** Silences that have not ended. */
    public List<Silence> silences() {
        return handling.silences();
    }

    private String known(@Nullable String rule) {
        if (rule == null || rule.isBlank()) {
            throw wrong("rule is missing");
        }
        String origin = rule.substring(0, rule.indexOf(':') + 1);
        Set<String> known = rules.stream()
                .filter(some -> some.origin().equals(origin))
                .map(KnownRules::ids)
                .findFirst()
                .orElseThrow(() -> wrong("There is no rule " + rule));
        if (!known.isEmpty() && !known.contains(rule)) {
            throw wrong("There is no rule " + rule + ", but " + String.join(", ", known));
        }
        return rule;
    }

    private static @Nullable String checkedKey(@Nullable String key) {
        if (key != null && key.length() > LONGEST_KEY) {
            throw wrong("key must have at most " + LONGEST_KEY + " characters");
        }
        return key == null || key.isBlank() ? null : key;
    }

    private static Duration checked(@Nullable Duration length) {
        Duration asked = Optional.ofNullable(length).orElse(USUAL);
        if (asked.compareTo(SHORTEST) < 0 || asked.compareTo(LONGEST) > 0) {
            throw wrong("for must be from 1m to " + LONGEST.toDays() + "d");
        }
        return asked;
    }

    private static String checked(@Nullable String note) {
        String text = note == null ? "" : note.strip();
        if (text.length() > LONGEST_NOTE) {
            throw wrong("note must have at most " + LONGEST_NOTE + " characters");
        }
        return text;
    }

    private static ResponseStatusException wrong(String detail) {
        return new ResponseStatusException(HttpStatus.BAD_REQUEST, detail);
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }

    private static String name(@Nullable Principal who) {
        return who == null ? SOMEBODY : who.getName();
    }

    private void audit(@Nullable Principal who, String type, Map<String, Object> data) {
        audit.add(new AuditEvent(Actor.name(who), type, data));
    }

    private static boolean stored(Storing storing) {
        try {
            return storing.run();
        } catch (IOException trouble) {
            throw new ResponseStatusException(
                    HttpStatus.SERVICE_UNAVAILABLE, String.valueOf(trouble.getMessage()), trouble);
        }
    }

    @FunctionalInterface
    private interface Storing {
        boolean run() throws IOException;
    }
}
