/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.replay;

import io.flowmon.core.context.Uuids;
import io.flowmon.core.encoding.ModuleIdentity;
import io.flowmon.core.event.MessageTypes;
import io.flowmon.core.event.Outcome;
import io.flowmon.core.event.Role;
import io.flowmon.core.vault.SealedFor;
import io.flowmon.server.event.Durations;
import io.flowmon.server.event.IncomingEvent;
import io.flowmon.server.event.SealedOriginal;
import io.flowmon.server.message.Payload;
import io.flowmon.server.replay.target.Resend;
import io.flowmon.server.replay.target.ResendOutcome;
import io.flowmon.server.store.EventBatch;
import io.flowmon.server.store.EventStore;
import io.flowmon.server.vault.Vault;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Tells the store of what the server itself sent, as any sender does: so a flow shows its replays. Any thread. */
@Component
class ReplayReports {

    /** What the server is called among the modules. */
    static final String MODULE = "flowmon-server";

    private static final JsonMapper JSON = JsonMapper.shared();

    /** About how many bytes an event has, for the bound of the store's queue. */
    private static final int EVENT_BYTES = 600;

    private final EventStore store;
    private final ModuleIdentity identity = ModuleIdentity.ofThisProcess(MODULE, null);

    ReplayReports(EventStore store) {
        this.store = store;
    }

    /** Reports what was sent; without room in the store, it stands in the ledger of replays alone. */
    void report(List<PlannedMessage> planned, List<ResendOutcome> outcomes) {
        Instant now = Instant.now();
        List<IncomingEvent> events = new ArrayList<>();
        long bytes = 0;
        for (int i = 0; i < outcomes.size(); i++) {
            Resend resend = planned.get(i).resend();
            if (resend != null) {
                IncomingEvent event = event(resend, outcomes.get(i), planned.get(i));
                events.add(event);
                bytes += EVENT_BYTES + resend.payload().length + sealedBytes(event.sealed());
            }
        }
        if (!events.isEmpty()) {
            store.offer(new EventBatch(now, "replay", events, List.of(), null, null, bytes));
        }
    }

    private static long sealedBytes(@Nullable SealedOriginal sealed) {
        return sealed == null ? 0 : sealed.sealed().length;
    }

    private IncomingEvent event(Resend resend, ResendOutcome outcome, PlannedMessage planned) {
        Instant end = resend.sentAt().plus(outcome.elapsed());
        // Messages are sent many at once: how long all of them took says nothing of one.
        boolean timed = resend.call() != null;
        boolean failed = outcome.outcome() != Outcome.OK;
        Resend.Call call = resend.call();
        Place place = Place.of(resend);
        SealedOriginal sealed = sealedAgain(resend, place, planned.opened());
        return new IncomingEvent(
                Uuids.create(),
                resend.correlationId(),
                end,
                identity.moduleType(),
                identity.moduleId(),
                place.endpoint(),
                call == null ? MessageTypes.SEND_MESSAGE : MessageTypes.END_SERVICE_CALL,
                Role.SENDER.wireName(),
                Uuids.create(),
                resend.messageId(),
                resend.originalId(),
                timed ? resend.sentAt() : null,
                timed ? end : null,
                timed ? Durations.seconds(outcome.elapsed()) : null,
                outcome.outcome().wireName(),
                failed ? "replay" : null,
                failed ? outcome.detail() : null,
                params(resend, planned.payload()),
                call == null || call.contentType() == null
                        ? null
                        : JSON.createObjectNode()
                                .put("content-type", call.contentType())
                                .toString(),
                result(place, failed ? null : outcome.detail()),
                null,
                place.peer(),
                null,
                false,
                1,
                null,
                null,
                sealed == null
                        ? "{\"replay\":true}"
                        : "{\"replay\":true,\"sealed\":{\"key\":\"" + sealed.keyId() + "\"}}",
                sealed);
    }

    /** An original that was opened lies in the vault for the new message as well, for as long as for the one before. */
    private static @Nullable SealedOriginal sealedAgain(Resend resend, Place place, Vault.@Nullable Opened opened) {
        if (opened == null) {
            return null;
        }
        Resend.Call call = resend.call();
        SealedFor message = new SealedFor(
                resend.messageId(),
                place.endpoint(),
                place.peer(),
                call == null ? null : call.path(),
                call == null ? null : call.query(),
                place.routingKey());
        return new SealedOriginal(opened.key().id(), opened.key().seal(resend.payload(), message), opened.since());
    }

    private static String params(Resend resend, @Nullable Payload payload) {
        ObjectNode params = JSON.createObjectNode();
        Resend.Call call = resend.call();
        if (call != null) {
            params.put("path", call.path());
            if (call.query() != null) {
                params.put("query", call.query());
            }
        }
        if (payload != null && payload.body() != null) {
            params.set(payload.isForm() ? "form" : "body", payload.body());
        }
        if (resend.carrier() == Resend.Carrier.ENVELOPE) {
            params.put("carrier", "envelope");
        }
        return params.put("body_size", resend.payload().length).toString();
    }

    private static @Nullable String result(Place place, @Nullable String detail) {
        ObjectNode result = JSON.createObjectNode();
        if (place.routingKey() != null) {
            result.put("routing_key", place.routingKey());
        }
        if (detail != null) {
            result.put("detail", detail);
        }
        return result.isEmpty() ? null : result.toString();
    }

    /** Where it went, as a sender reports it: an exchange by its name, and apart from it the routing key. */
    private record Place(
            String endpoint, String peer, @Nullable String routingKey) {

        static Place of(Resend resend) {
            String endpoint = resend.endpoint();
            String name = endpoint.substring(endpoint.indexOf(' ') + 1);
            if (resend.call() != null) {
                return new Place(endpoint, resend.call().host(), null);
            }
            int slash = endpoint.startsWith(Originals.EXCHANGE) ? name.indexOf('/') : -1;
            return slash < 0
                    ? new Place(endpoint, name, null)
                    : new Place(
                            Originals.EXCHANGE + name.substring(0, slash),
                            name.substring(0, slash),
                            name.substring(slash + 1));
        }
    }
}
