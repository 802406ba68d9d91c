/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.actuate;

import io.flowmon.core.encoding.EventEncoder;
import io.flowmon.core.sender.EventSender;
import io.flowmon.core.sender.SenderStatistics;
import io.flowmon.core.sender.Transport;
import io.flowmon.core.vault.PayloadSealer;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;

/** {@code /actuator/flowmon}: what has become of the events, and what of a sample payload would leave the process. */
@Endpoint(id = "flowmon")
final class FlowmonEndpoint {

    private final EventSender sender;
    private final EventEncoder encoder;
    private final Transport transport;
    private final MaskingPreview preview;

    FlowmonEndpoint(EventSender sender, EventEncoder encoder, Transport transport, MaskingPreview preview) {
        this.sender = sender;
        this.encoder = encoder;
        this.transport = transport;
        this.preview = preview;
    }

    @ReadOperation
    State state() {
        SenderStatistics statistics = sender.statistics();
        return new State(
                transport.toString(),
                statistics.state().wireName(),
                statistics.connected(),
                transport.trouble(),
                statistics.offered(),
                statistics.recovered(),
                statistics.queued(),
                statistics.queuedBytes(),
                statistics.inFlight(),
                statistics.spooled(),
                statistics.spoolBytes(),
                statistics.unspooled(),
                statistics.acknowledged(),
                statistics.dropped(),
                encoder.masked(),
                vault(encoder.sealer()),
                statistics.lastError());
    }

    private static @Nullable Vault vault(@Nullable PayloadSealer sealer) {
        return sealer == null ? null : new Vault(sealer.keyId(), sealer.maxSize(), sealer.sealed(), sealer.tooLarge());
    }

    @WriteOperation
    MaskingPreview.Shown preview(String payload, @Nullable String contentType) {
        return preview.of(payload, contentType);
    }

    /**
     * The sender's state, in events unless said otherwise. {@code offered} and {@code recovered} are the sum of
     * {@code queued}, {@code inFlight}, {@code spooled}, {@code acknowledged} and {@code dropped}.
     *
     * @param server where events are sent
     * @param state how the sender stands with it
     * @param connected whether the transport took what it was last given; null before it was given anything
     * @param trouble why events do not arrive, such as a server that refuses this service's key; null if nothing is known
     * @param recovered found in the spool when the service started
     * @param queuedBytes memory that waiting events hold, in bytes
     * @param spooled waiting on disk, not in flight
     * @param spoolBytes what the spool takes on disk, in bytes
     * @param unspooled left although the spool could not take them
     * @param dropped by cause; causes that never occurred are absent
     * @param masked values that were masked
     * @param vault what seals the originals of masked payloads; null if none leaves
     */
    record State(
            String server,
            String state,
            @Nullable Boolean connected,
            @Nullable String trouble,
            long offered,
            long recovered,
            int queued,
            long queuedBytes,
            int inFlight,
            long spooled,
            long spoolBytes,
            long unspooled,
            long acknowledged,
            Map<String, Long> dropped,
            long masked,
            @Nullable Vault vault,
            @Nullable String lastError) {}

    /**
     * What seals the originals of masked payloads.
     *
     * @param key what the key is called
     * @param maxSize most bytes of an original
     * @param sealed originals that were sealed
     * @param tooLarge originals that were not, because they are larger
     */
    record Vault(String key, int maxSize, long sealed, long tooLarge) {}
}
