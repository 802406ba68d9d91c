/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.replay;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.flowmon.server.store.MessageSummary;
import io.flowmon.server.store.ReplayedMessage;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One message before and after it was sent again.
 *
 * @param before how far the original had come
 * @param outcome what came of sending it
 * @param after how far the new message came; absent when there is none, or nothing is known of it yet
 * @param handling seconds that its handling took
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ComparisonDocument(
        UUID original,
        @Nullable UUID message,
        String correlationId,
        String endpoint,
        Instant at,
        String before,
        String outcome,
        @Nullable String detail,
        @Nullable String after,
        @Nullable Double handling) {

    static ComparisonDocument of(ReplayedMessage replayed, Map<UUID, MessageSummary> now) {
        MessageSummary after = replayed.message() == null ? null : now.get(replayed.message());
        return new ComparisonDocument(
                replayed.original(),
                replayed.message(),
                replayed.correlationId(),
                replayed.endpoint(),
                replayed.at(),
                replayed.before().wireName(),
                replayed.outcome().wireName(),
                replayed.detail(),
                after == null ? null : after.state().wireName(),
                after == null ? null : after.handlingSeconds());
    }
}
