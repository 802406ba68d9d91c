/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.rules.alert;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An open alert, as it stands in the job's state: public fields, because that is what Flink's serializer takes. */
public final class Episode {

    public String key = "";
    public long began;
    public long last;
    public long heard;
    public double value;
    public double worst = Double.NEGATIVE_INFINITY;
    public double threshold;
    public long count;
    public int version;
    public boolean changed;
    public long updateAt;
    public long wakeAt;
    public @Nullable String moduleType;
    public @Nullable String moduleId;
    public @Nullable String endpoint;
    public List<String> flows = new ArrayList<>();

    public Episode() {}

    static Episode begin(Observation first) {
        Episode episode = new Episode();
        episode.key = first.key();
        episode.began = first.at();
        episode.last = first.at();
        episode.heard = first.at();
        episode.moduleType = first.moduleType();
        episode.moduleId = first.moduleId();
        episode.endpoint = first.endpoint();
        episode.add(first);
        episode.count = 1;
        return episode;
    }

    /** One more observation above the threshold. */
    void add(Observation observation) {
        changed |= observation.counted() || value != observation.value() || threshold != observation.threshold();
        value = observation.value();
        worst = Math.max(worst, observation.value());
        threshold = observation.threshold();
        count += observation.counted() ? 1 : 0;
        String flow = observation.correlationId();
        if (flow != null) {
            NamedFlows.add(flows, flow);
        }
        last = Math.max(last, observation.at());
        goOn(observation);
    }

    /** One case was none after all. */
    void takeBack(Observation observation) {
        count--;
        flows.remove(observation.correlationId());
        changed = true;
    }

    /** It is not over yet, by the rule's clock: a sender's may be an hour behind. */
    void goOn(Observation observation) {
        heard = Math.max(heard, Math.max(observation.at(), observation.known()));
    }

    AlertSignal signal(String rule, AlertState state) {
        version++;
        changed = false;
        return new AlertSignal(
                id(rule),
                rule,
                key,
                state,
                version,
                Instant.ofEpochMilli(began),
                Instant.ofEpochMilli(last),
                value,
                worst,
                threshold,
                count,
                moduleType,
                moduleId,
                endpoint,
                List.copyOf(flows));
    }

    private String id(String rule) {
        String name = rule + '\n' + key + '\n' + began;
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
