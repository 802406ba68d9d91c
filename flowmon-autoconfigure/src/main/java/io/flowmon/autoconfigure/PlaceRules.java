/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ClassUtils;
import org.springframework.util.PatternMatchUtils;

/**
 * What holds at which place: the first rule that names the place, else what holds everywhere. Immutable after it was
 * filled; then any thread.
 */
final class PlaceRules<T> {

    /** Without it there are neither calls to the service nor calls that it makes; its classes must not be touched then. */
    private static final boolean WEB =
            ClassUtils.isPresent("org.springframework.web.util.pattern.PathPattern", PlaceRules.class.getClassLoader());

    private final T everywhere;
    private final @Nullable PathRules<T> requests;
    private final @Nullable PathRules<T> calls;
    private final List<NameRule<T>> destinations = new ArrayList<>();

    PlaceRules(T everywhere) {
        this.everywhere = everywhere;
        this.requests = WEB ? new PathRules<>() : null;
        this.calls = WEB ? new PathRules<>() : null;
    }

    /**
     * Adds a rule behind those that are there.
     *
     * @param name the property that holds the places
     * @throws InvalidFlowmonPropertyException if a pattern cannot be read
     */
    PlaceRules<T> add(String name, Places places, T value) {
        if (requests != null && calls != null) {
            places.web().forEach(pattern -> requests.addPath(name + ".web", pattern, value));
            places.client().forEach(pattern -> calls.addHostAndPath(name + ".client", pattern, value));
        }
        places.redis().forEach(pattern -> destinations.add(new NameRule<>(pattern, value)));
        return this;
    }

    /** What holds for a call to this service, by its path without the context path. */
    T ofRequest(String path) {
        T found = requests == null ? null : requests.find("", path);
        return found == null ? everywhere : found;
    }

    T ofCall(URI uri) {
        T found = calls == null ? null : calls.find(Hosts.of(uri), uri.getRawPath());
        return found == null ? everywhere : found;
    }

    T ofDestination(String name) {
        for (NameRule<T> rule : destinations) {
            if (PatternMatchUtils.simpleMatch(rule.pattern(), name)) {
                return rule.value();
            }
        }
        return everywhere;
    }

    T everywhere() {
        return everywhere;
    }

    private record NameRule<T>(String pattern, T value) {}
}
