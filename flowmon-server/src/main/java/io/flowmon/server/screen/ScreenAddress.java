/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.screen;

import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

/** An address with its conditions, encoded. Immutable. */
public record ScreenAddress(String path, Map<String, String> parameters) {

    public static ScreenAddress of(String path) {
        return new ScreenAddress(path, Map.of());
    }

    /** The same with one condition more; without it where there is no value. */
    public ScreenAddress with(String name, @Nullable String value) {
        String given = SearchForm.given(value);
        Map<String, String> all = new LinkedHashMap<>(parameters);
        if (given == null) {
            all.remove(name);
        } else {
            all.put(name, given);
        }
        return new ScreenAddress(path, all);
    }

    /** The same with these conditions too. */
    public ScreenAddress withAll(Map<String, String> conditions) {
        ScreenAddress all = this;
        for (Map.Entry<String, String> one : new TreeMap<>(conditions).entrySet()) {
            all = all.with(one.getKey(), one.getValue());
        }
        return all;
    }

    /** The same from one time to another. */
    public ScreenAddress between(Instant from, Instant to) {
        return with("from", from.toString()).with("to", to.toString());
    }

    /** Names are a stranger's as well as values are: business keys are among them. */
    @Override
    public String toString() {
        UriComponentsBuilder address = UriComponentsBuilder.fromPath(path);
        Map<String, String> texts = new HashMap<>();
        parameters.forEach((name, value) -> {
            int number = texts.size();
            address.queryParam("{name" + number + "}", "{value" + number + "}");
            texts.put("name" + number, name);
            texts.put("value" + number, value);
        });
        return address.encode().buildAndExpand(texts).toUriString();
    }
}
