/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.rules.job;

import io.flowmon.rules.alert.AlertSignal;
import io.flowmon.rules.alert.Episodes;
import io.flowmon.rules.alert.Observation;
import io.flowmon.rules.definition.ParameterOverride;
import io.flowmon.rules.definition.RuleDefinition;
import io.flowmon.rules.definition.RuleProblem;
import io.flowmon.rules.definition.RuleProblemException;
import io.flowmon.rules.definition.RuleSql;
import io.flowmon.rules.event.EventLoss;
import io.flowmon.rules.event.EventTable;
import io.flowmon.rules.event.SenderTable;
import io.flowmon.rules.function.FlowDuration;
import io.flowmon.rules.function.Outliers;
import io.flowmon.rules.function.Overdue;
import io.flowmon.rules.function.Receivers;
import io.flowmon.rules.function.Repeated;
import io.flowmon.rules.function.Unattended;
import io.flowmon.rules.function.WhereKnown;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.Table;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.table.data.RowData;
import org.apache.flink.types.Row;
import org.apache.flink.types.RowKind;

/**
 * The job of one rule: events, the rule's query, what it observes, alerts. Where events come from and alerts go is the
 * caller's; everything between is the same in one process and on a cluster.
 */
public final class RuleJob {

    private static final Pattern PLACE = Pattern.compile("line (\\d+), column (\\d+)");
    private static final int MOST_CAUSES = 12;

    private static final Pattern COMMENT = Pattern.compile("--[^\\n]*");

    private RuleJob() {}

    /**
     * Adds the rule to the environment, to be executed by the caller.
     *
     * @param streams where it reads and writes
     * @param since where the rule begins unless it has a checkpoint
     * @throws RuleProblemException when the rule's query cannot run, with the place in its file
     * @throws IOException when there is no telling where it has to begin
     */
    public static void build(
            StreamExecutionEnvironment environment,
            RuleDefinition rule,
            List<ParameterOverride> overrides,
            RuleStreams streams,
            Instant since)
            throws RuleProblemException, IOException {
        RuleSql sql = RuleSql.of(rule, overrides);
        StreamTableEnvironment tables = StreamTableEnvironment.create(environment);
        boolean disordered = names(sql, EventTable.EVENTS);
        DataStream<RowData> arrivals = streams.events(environment, rule.waitsForSenders(), since);
        DataStream<RowData> events = disordered ? EventClock.behind(arrivals) : arrivals;
        tables.createTemporaryView(EventTable.EVENTS, tables.fromDataStream(events, EventTable.events()));
        tables.createTemporaryView(EventTable.ARRIVALS, tables.fromDataStream(events, EventTable.arrivals()));
        if (names(sql, SenderTable.SENDERS)) {
            tables.createTemporaryView(
                    SenderTable.SENDERS,
                    tables.fromDataStream(streams.senders(environment, since), SenderTable.schema()));
        }
        tables.createTemporarySystemFunction(Overdue.NAME, Overdue.class);
        tables.createTemporarySystemFunction(FlowDuration.NAME, FlowDuration.class);
        tables.createTemporarySystemFunction(Outliers.NAME, Outliers.class);
        tables.createTemporarySystemFunction(Receivers.NAME, Receivers.class);
        tables.createTemporarySystemFunction(Repeated.NAME, Repeated.class);
        tables.createTemporarySystemFunction(Unattended.NAME, Unattended.class);
        tables.createTemporarySystemFunction(WhereKnown.NAME, WhereKnown.class);
        DataStream<Observation> observations = observations(tables, sql, () -> streams.losses(environment, since));
        DataStream<AlertSignal> alerts = observations
                .keyBy(Observation::key)
                .process(new Episodes(rule.id(), rule.resolveAfter()), TypeInformation.of(AlertSignal.class))
                .uid("episodes")
                .name("episodes");
        streams.deliver(disordered ? EventClock.caughtUp(alerts) : alerts, rule.id());
    }

    /** A source that is named is read, so only what the query asks for is. */
    private static boolean names(RuleSql sql, String table) {
        return Pattern.compile("\\b" + table + "\\b", Pattern.CASE_INSENSITIVE)
                .matcher(COMMENT.matcher(sql.text()).replaceAll(""))
                .find();
    }

    private static DataStream<Observation> observations(StreamTableEnvironment tables, RuleSql sql, Losses losses)
            throws RuleProblemException, IOException {
        DataStream<Row> rows;
        boolean doubtful;
        try {
            Table query = tables.sqlQuery(sql.text());
            List<String> given = query.getResolvedSchema().getColumnNames();
            String wrong = Observations.problem(given);
            if (wrong != null) {
                throw new RuleProblemException(sql.problem(wrong));
            }
            doubtful = Observations.tellOfMissing(given);
            rows = tables.toChangelogStream(query.select(Observations.columns(given)));
        } catch (RuntimeException unusable) {
            throw new RuleProblemException(problem(sql, unusable));
        }
        DataStream<Observation> observations = rows.filter(
                        row -> row.getKind() == RowKind.INSERT || row.getKind() == RowKind.UPDATE_AFTER)
                .name("news")
                .filter(Observations::isComplete)
                .name("complete")
                .process(new Observing(), TypeInformation.of(Observation.class))
                .uid("observations")
                .name("observations");
        return doubtful
                ? observations
                        .keyBy(Observation::key)
                        .connect(losses.stream().broadcast(Doubts.LOSSES))
                        .process(new Doubts(), TypeInformation.of(Observation.class))
                        .uid("doubts")
                        .name("doubts")
                : observations;
    }

    /** The first place that any cause names is where the query is wrong; the innermost message says best why. */
    private static RuleProblem problem(RuleSql sql, RuntimeException unusable) {
        String message = String.valueOf(unusable.getMessage());
        Matcher place = null;
        Throwable cause = unusable;
        for (int i = 0; cause != null && i < MOST_CAUSES; i++) {
            String said = cause.getMessage();
            if (said != null) {
                Matcher found = PLACE.matcher(said);
                if (found.find()) {
                    place = found;
                }
                message = said;
            }
            cause = cause.getCause();
        }
        String firstLine = message.lines().findFirst().orElse(message);
        return place == null
                ? sql.problem(firstLine)
                : sql.problem(Integer.parseInt(place.group(1)), Integer.parseInt(place.group(2)), firstLine);
    }

    /** Opened only if they are looked at. */
    @FunctionalInterface
    private interface Losses {
        DataStream<EventLoss> stream() throws IOException;
    }
}
