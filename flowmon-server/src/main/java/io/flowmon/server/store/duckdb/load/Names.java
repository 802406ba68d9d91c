/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store.duckdb.load;

import io.flowmon.server.store.duckdb.Destinations;
import io.flowmon.server.store.duckdb.Micros;
import io.flowmon.server.store.duckdb.query.Questions;
import io.flowmon.server.store.duckdb.query.Row;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the codes of some time stand for. */
final class Names {

    private static final String INSTANCES = named(Code.INSTANCE, "module_type, module_id", "true");
    private static final String ENDPOINTS = named(Code.ENDPOINT, "endpoint", "true");
    private static final String PEERS = named(Code.PEER, "peer", "role = 'sender' AND peer IS NOT NULL");
    private static final String FLOWS = named(Code.FLOW, "correlation_id", Code.FLOW + " IN (%s)");

    private static final Pattern DESTINATION = Pattern.compile(Destinations.PATTERN);

    /** An instance of a module. */
    record Instance(String module, String id) {}

    /** @param destination whether messages stand in line there for whoever takes them */
    record Endpoint(String name, boolean destination) {

        static Endpoint of(String name) {
            return new Endpoint(name, DESTINATION.matcher(name).find());
        }
    }

    private record Named<T>(long code, T name) {}

    private final Map<Long, Instance> instances;
    private final Map<Long, Endpoint> endpoints;
    private final Map<Long, String> peers;

    private Names(Map<Long, Instance> instances, Map<Long, Endpoint> endpoints, Map<Long, String> peers) {
        this.instances = instances;
        this.endpoints = endpoints;
        this.peers = peers;
    }

    /** All names of a time but those of its flows. */
    static Names ask(Questions questions, long low, long high) {
        List<Long> range = List.of(low, high);
        return new Names(
                byCode(questions.working(
                        INSTANCES,
                        range,
                        row -> new Named<>(row.number(1), new Instance(row.requiredText(2), row.requiredText(3))))),
                byCode(questions.working(
                        ENDPOINTS, range, row -> new Named<>(row.number(1), Endpoint.of(row.requiredText(2))))),
                byCode(questions.working(PEERS, range, Names::text)));
    }

    /** The correlation ids of some flows. */
    static Map<Long, String> ofFlows(Questions questions, Collection<Long> codes, long low, long high) {
        if (codes.isEmpty()) {
            return Map.of();
        }
        String listed = codes.stream().map(String::valueOf).collect(Collectors.joining(", "));
        return byCode(questions.working(FLOWS.formatted(listed), List.of(low, high), Names::text));
    }

    Instance instance(long code) {
        return known(instances, code);
    }

    Endpoint endpoint(long code) {
        return known(endpoints, code);
    }

    /** Whether messages stand in line there; false as well for an endpoint of another time. */
    boolean isDestination(long code) {
        Endpoint endpoint = endpoints.get(code);
        return endpoint != null && endpoint.destination();
    }

    @Nullable
    String peer(long code) {
        return code == Code.NONE ? null : known(peers, code);
    }

    private static <T> T known(Map<Long, T> names, long code) {
        T name = names.get(code);
        if (name == null) {
            throw new IllegalStateException("code " + code + " stands for nothing");
        }
        return name;
    }

    private static Named<String> text(Row row) throws SQLException {
        return new Named<>(row.number(1), row.requiredText(2));
    }

    private static <T> Map<Long, T> byCode(List<Named<T>> named) {
        Map<Long, T> names = new HashMap<>();
        named.forEach(one -> names.put(one.code(), one.name()));
        return names;
    }

    private static String named(String code, String columns, String condition) {
        return "SELECT DISTINCT " + code + ", " + columns + " FROM event WHERE " + Micros.IN_RANGE + " AND "
                + condition;
    }
}
