/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.benchmarks;

import io.flowmon.core.context.CurrentFlow;
import io.flowmon.core.event.Recording;
import io.flowmon.core.message.FlowMessaging;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import tools.jackson.databind.json.JsonMapper;

/** What a message costs beyond writing its content as JSON: 1 KB of it, from an object to the text for the bus. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class PackBenchmark {

    private final JsonMapper mapper = JsonMapper.shared();
    private final Order order = Order.of1Kilobyte();
    private final FlowMessaging messaging =
            new FlowMessaging(new CurrentFlow(List.of()), event -> {}, mapper, destination -> Recording.ALL, 8 << 10);

    /** Jackson alone. */
    @Benchmark
    public String jackson() {
        return mapper.writeValueAsString(order);
    }

    /** A message around the same content. */
    @Benchmark
    public String packToJson() {
        return messaging.pack(order).toJson();
    }

    /** What is ordered. */
    public record Order(String id, List<Line> lines) {

        static Order of1Kilobyte() {
            return new Order(
                    "4711",
                    IntStream.range(0, 16)
                            .mapToObj(line -> new Line("article-" + line, "a thing of some use", line))
                            .toList());
        }
    }

    /** How many of what. */
    public record Line(String article, String description, int pieces) {}
}
