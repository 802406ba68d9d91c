/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.settings;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.nio.file.Path;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * The server's own settings.
 *
 * @param data Folder that holds everything that is stored.
 * @param allowOpen Serve without credentials on an address that other machines can reach.
 */
@ConfigurationProperties("flowmon.server")
@Validated
public record ServerSettings(
        @DefaultValue("./flowmon-data") Path data,
        @DefaultValue("false") boolean allowOpen,
        @Valid @DefaultValue ZeroMq zeromq,
        @Valid @DefaultValue Http http,
        @Valid @DefaultValue Store store) {

    /**
     * The intake over ZeroMQ.
     *
     * @param address Address to bind.
     * @param port Port to bind; 0 takes any free one.
     * @param maxFrame Largest frame that a sender may send; it is disconnected beyond.
     * @param maxPayload Largest payload of a batch once it is inflated.
     * @param window How much a sender is told that it may have unacknowledged; less when there are so many that together
     *     they would not fit into memory.
     * @param memory How many bytes of messages may be in memory before the store has them, of all senders together.
     * @param connections How many senders may be connected.
     * @param goneAfter How long a sender may be silent before it counts as gone; senders report every 10 s.
     * @param curve Keys; without any, everybody who reaches the port may deliver.
     */
    public record ZeroMq(
            @DefaultValue("127.0.0.1") @NotBlank String address,
            @DefaultValue("8401") @Min(0) @Max(65535) int port,

            @DefaultValue("8MB") @DataSizeRange(min = "1KB", max = "1GB")
            DataSize maxFrame,

            @DefaultValue("32MB") @DataSizeRange(min = "1KB", max = "1GB")
            DataSize maxPayload,

            @DefaultValue("4MB") @DataSizeRange(min = "1KB", max = "1GB")
            DataSize window,

            @DefaultValue("64MB") @DataSizeRange(min = "1MB", max = "64GB")
            DataSize memory,

            @DefaultValue("1000") @Min(1) int connections,

            @DefaultValue("35s") @DurationMin(millis = 1) @DurationMax(days = 1)
            Duration goneAfter,

            @DefaultValue Curve curve) {}

    /**
     * Encryption, and who may deliver. Both are read again while the server runs.
     *
     * @param keyFile File with the server's own keys, as 'bin/flowmon-server keys' makes it.
     * @param senders Folder with a file of each allowed sender's public key, named *.key.
     */
    public record Curve(@Nullable Path keyFile, @Nullable Path senders) {}

    /**
     * The intake over HTTP.
     *
     * @param maxRequest Largest request body, inflated.
     * @param memory How many bytes of request bodies may be in memory, of all requests together.
     * @param timeout How long a request waits for its events to be on disk.
     */
    public record Http(
            @DefaultValue("8MB") @DataSizeRange(min = "1KB", max = "1GB")
            DataSize maxRequest,

            @DefaultValue("64MB") @DataSizeRange(min = "1KB", max = "64GB")
            DataSize memory,

            @DefaultValue("30s") @DurationMin(millis = 1) @DurationMax(hours = 1)
            Duration timeout) {}

    /**
     * The embedded store.
     *
     * @param memory How much memory the database may use.
     * @param queue How many bytes of received events may wait to be stored.
     */
    public record Store(
            @DefaultValue("1GB") @DataSizeRange(min = "64MB", max = "16TB")
            DataSize memory,

            @DefaultValue("32MB") @DataSizeRange(min = "1MB", max = "64GB")
            DataSize queue) {}
}
