/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.screen.flow;

import io.flowmon.server.screen.ScreenAddress;
import io.flowmon.server.screen.SearchForm;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The search of flows as it stands in the address.
 *
 * @param keys business keys that a flow must have, by name; each stands in the address as {@code key.<name>}
 * @param keyName of a business key whose value is still to be entered; null for none
 * @param entered whether one of the keys has just been entered, and the address is to be told so
 */
record FlowSearch(
        SearchForm form, Map<String, String> keys, @Nullable String keyName, boolean entered) {

    private static final String KEY = "key.";

    FlowSearch {
        keys = Collections.unmodifiableMap(new TreeMap<>(keys));
    }

    /** A form without scripts has no field whose name is entered: it sends name and value of one more key apart. */
    static FlowSearch of(SearchForm form, Map<String, String> parameters) {
        Map<String, String> keys = new TreeMap<>();
        parameters.forEach((name, value) -> {
            if (name.startsWith(KEY) && name.length() > KEY.length() && SearchForm.given(value) != null) {
                keys.put(name.substring(KEY.length()), value);
            }
        });
        String name = SearchForm.given(parameters.get("key_name"));
        String value = SearchForm.given(parameters.get("key_value"));
        if (name == null || value == null) {
            return new FlowSearch(form, keys, name, false);
        }
        keys.put(name, value);
        return new FlowSearch(form, keys, null, true);
    }

    /** This search's first page. */
    ScreenAddress address() {
        return withKeys(ScreenAddress.of("/flows")
                .with("range", form.range())
                .with("from", form.from())
                .with("to", form.to())
                .with("zone", form.fixedTimes() ? form.zone() : null)
                .with("module", form.module())
                .with("endpoint", form.endpoint())
                .with("outcome", form.outcome())
                .with("min_duration", form.minDuration())
                .with("message_type", form.messageType())
                .with("min_elapsed", form.minElapsed())
                .with("max_elapsed", form.maxElapsed())
                .with("q", form.q()));
    }

    /** The same without a fixed time. */
    ScreenAddress ofAnyTime() {
        return address().with("from", null).with("to", null).with("zone", null);
    }

    /** How far to look back when nothing was found; null where there is nothing further to offer. */
    @Nullable
    String furtherRange() {
        String range = form.fixedTimes() || form.range() == null ? "" : form.range();
        return switch (range) {
            case "24h" -> "7d";
            case "7d" -> null;
            default -> "24h";
        };
    }

    /** An address with the keys too. */
    ScreenAddress withKeys(ScreenAddress address) {
        ScreenAddress all = address;
        for (Map.Entry<String, String> key : keys.entrySet()) {
            all = all.with(KEY + key.getKey(), key.getValue());
        }
        return all;
    }

    /** Whether something besides the time narrows the list. */
    public boolean narrowed() {
        return form.filters() || !keys.isEmpty();
    }

    /** Whether one of the conditions behind "More filters" is in use. */
    public boolean detailed() {
        return form.detailed() || !keys.isEmpty() || keyName != null;
    }
}
