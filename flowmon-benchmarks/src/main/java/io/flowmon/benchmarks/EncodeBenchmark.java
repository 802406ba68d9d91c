/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.benchmarks;

import io.flowmon.core.encoding.EventEncoder;
import io.flowmon.core.encoding.ModuleIdentity;
import io.flowmon.core.event.Event;
import io.flowmon.core.masking.Masker;
import io.flowmon.core.masking.MaskingRules;
import java.io.ByteArrayOutputStream;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** What an event costs on the sender's thread: masked and encoded as JSON. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class EncodeBenchmark {

    /** What the event carries. */
    public enum Content {
        /** Who, when, how long. */
        NONE,
        /** Headers, a query, and 1 KB of JSON in the request. */
        ONE_BODY,
        /** The same, and 1 KB of JSON in the answer. */
        BOTH_BODIES
    }

    @Param
    private Content content = Content.BOTH_BODIES;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream(8 << 10);

    /** One for all events, as in the sender. */
    private final JsonGenerator generator = JsonFactory.builder()
            .rootValueSeparator((String) null)
            .build()
            .createGenerator(ObjectWriteContext.empty(), out);

    private final EventEncoder encoder =
            new EventEncoder(new ModuleIdentity("benchmark", "benchmark_host_1"), new Masker(MaskingRules.defaults()));
    private Event event = SampleCall.end();

    /** Makes the event. */
    @Setup
    public void prepare() {
        event = switch (content) {
            case NONE -> SampleCall.endWithoutContent();
            case ONE_BODY -> SampleCall.endWithOneBody();
            case BOTH_BODIES -> SampleCall.end();
        };
    }

    /** One event; the size of its JSON in bytes. */
    @Benchmark
    public int encode() {
        out.reset();
        encoder.encode(event, generator);
        generator.flush();
        return out.size();
    }
}
