/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.message;

import io.flowmon.core.context.CurrentFlow;
import io.flowmon.core.encoding.EventEncoder;
import io.flowmon.core.encoding.ModuleIdentity;
import io.flowmon.core.event.Recording;
import io.flowmon.core.masking.Masker;
import io.flowmon.core.masking.MaskingRules;
import io.flowmon.core.sender.EventSender;
import io.flowmon.core.sender.SenderSettings;
import io.flowmon.core.sender.Spool;
import io.flowmon.core.sender.Transport;
import io.flowmon.core.vault.PayloadSealer;
import io.flowmon.core.zeromq.CurveSettings;
import io.flowmon.core.zeromq.ServerAddress;
import io.flowmon.core.zeromq.ZeroMqTransport;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** What a service that is not a Spring application says of itself. All but {@link #module} has a default. Not thread-safe. */
public final class FlowMessagingBuilder {

    /** As for the messages of the other buses. */
    private static final int DEFAULT_MAX_BODY_SIZE = 8 << 10;

    private @Nullable String module;
    private @Nullable String instance;
    private String server = "127.0.0.1:8401";
    private @Nullable CurveSettings curve;
    private @Nullable Transport transport;
    private @Nullable Spool spool;
    private MaskingRules masking = MaskingRules.defaults();
    private SenderSettings sender = SenderSettings.defaults();
    private JsonMapper mapper = JsonMapper.shared();
    private int maxBodySize = DEFAULT_MAX_BODY_SIZE;
    private @Nullable PayloadSealer vault;

    FlowMessagingBuilder() {}

    /** The service's name, such as {@code alice}: the events' {@code module_type}. Required. */
    public FlowMessagingBuilder module(String name) {
        this.module = name;
        return this;
    }

    /** What tells this process from others of the same service on the same host; its process id by default. */
    public FlowMessagingBuilder instance(String name) {
        this.instance = name;
        return this;
    }

    /** Where flowmon-server takes events, as {@code host:port}; {@code 127.0.0.1:8401} by default. */
    public FlowMessagingBuilder server(String address) {
        this.server = address;
        return this;
    }

    /** The keys of both sides, for a server that wants them. */
    public FlowMessagingBuilder curve(CurveSettings keys) {
        this.curve = keys;
        return this;
    }

    /** Another way to the server than ZeroMQ. */
    public FlowMessagingBuilder transport(Transport other) {
        this.transport = other;
        return this;
    }

    /** Where events wait on disk while the server is away, such as a {@code FileSpool}; in memory alone by default. */
    public FlowMessagingBuilder spool(Spool folder) {
        this.spool = folder;
        return this;
    }

    /** What is masked in what is reported. What is sent to other services stays as it is. */
    public FlowMessagingBuilder masking(MaskingRules rules) {
        this.masking = rules;
        return this;
    }

    /** How events are queued, batched and sent. */
    public FlowMessagingBuilder sender(SenderSettings settings) {
        this.sender = settings;
        return this;
    }

    /** Writes and reads contents; Jackson's defaults if not set. */
    public FlowMessagingBuilder jsonMapper(JsonMapper contents) {
        this.mapper = contents;
        return this;
    }

    /** Most bytes of a payload that an event has, 8 KB by default; what is longer is masked whole. */
    public FlowMessagingBuilder maxBodySize(int bytes) {
        this.maxBodySize = bytes;
        return this;
    }

    /** Seals the originals of payloads that are masked, so that they can be replayed; by default none leaves. */
    public FlowMessagingBuilder vault(PayloadSealer sealer) {
        this.vault = sealer;
        return this;
    }

    /**
     * Starts. The server need not be there: events wait for it in a bounded queue.
     *
     * @throws IllegalArgumentException if a setting is missing or cannot be used; says which
     */
    public FlowMessaging start() {
        if (module == null || module.isBlank()) {
            throw new IllegalArgumentException(
                    "The service has no name. Set it, for example FlowMessaging.builder().module(\"alice\").");
        }
        if (maxBodySize < 0) {
            throw new IllegalArgumentException("maxBodySize must not be negative, and is " + maxBodySize);
        }
        ModuleIdentity identity = ModuleIdentity.ofThisProcess(module, instance);
        EventEncoder encoder = new EventEncoder(identity, new Masker(masking), vault);
        Transport way =
                Objects.requireNonNullElseGet(transport, () -> new ZeroMqTransport(ServerAddress.parse(server), curve));
        EventSender started = new EventSender(identity, encoder::encode, way, spool, sender);
        started.start();
        MessageRecorder recorder = new MessageRecorder(started, destination -> Recording.ALL, maxBodySize);
        return new FlowMessaging(new CurrentFlow(List.of()), recorder, mapper, started::close);
    }
}
