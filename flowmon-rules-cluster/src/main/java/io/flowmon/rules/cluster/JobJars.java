/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.rules.cluster;

import io.flowmon.rules.job.RuleJob;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import net.jpountz.lz4.LZ4Factory;
import org.apache.flink.connector.base.source.reader.SourceReaderBase;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/** The libraries that a job takes to the cluster: what is in this process and not in Flink. */
final class JobJars {

    private static final List<Class<?>> FROM_EACH = List.of(
            RuleJob.class,
            KafkaStreams.class,
            KafkaSource.class,
            SourceReaderBase.class,
            KafkaConsumer.class,
            LZ4Factory.class,
            tools.jackson.core.JsonParser.class,
            tools.jackson.databind.ObjectMapper.class,
            com.fasterxml.jackson.annotation.JsonInclude.class,
            org.jspecify.annotations.Nullable.class);

    private JobJars() {}

    /**
     * Where they are.
     *
     * @throws IOException when this process does not run from jar files of their own
     */
    static Set<URI> find() throws IOException {
        Set<URI> jars = new LinkedHashSet<>();
        for (Class<?> one : FROM_EACH) {
            jars.add(jarOf(one));
        }
        return jars;
    }

    /** What tells these from those of another build, wherever they are: names and sizes. */
    static String signature(Set<URI> jars) {
        return jars.stream()
                .map(jar -> Path.of(jar).toFile())
                .map(file -> file.getName() + ":" + file.length())
                .collect(Collectors.joining(" "));
    }

    private static URI jarOf(Class<?> type) throws IOException {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        try {
            URI place = source.getLocation().toURI();
            if (place.getScheme().equals("file") && Files.isRegularFile(Path.of(place))) {
                return place;
            }
            throw new IOException(
                    "%s is in %s; to run jobs on a cluster, the server must be run from its extracted layout"
                            .formatted(type.getName(), place));
        } catch (URISyntaxException strange) {
            throw new IOException("It cannot be said where " + type.getName() + " is", strange);
        }
    }
}
