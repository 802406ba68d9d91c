/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.screen.message;

import io.flowmon.server.replay.ComparisonDocument;
import io.flowmon.server.replay.PlanDocument;
import io.flowmon.server.text.VisibleText;
import org.jspecify.annotations.Nullable;

/**
 * A message that is or would be sent again, in a line of a table.
 *
 * @param again the new message; null before it is sent, or if it cannot be
 * @param before how far the original had come
 * @param after how far the new one came; null when nothing is known of that
 * @param outcome the key of what came of sending it; null before
 * @param remark an obstacle, a failure or a caution; null if there is nothing to say
 * @param blocked whether it cannot be sent
 */
record ReplayLine(
        String original,
        @Nullable String again,
        String flow,
        String endpoint,
        MessageStateView before,
        @Nullable MessageStateView after,
        @Nullable String outcome,
        @Nullable String remark,
        boolean blocked) {

    static ReplayLine of(PlanDocument.Line line) {
        String remark = line.obstacle() == null ? line.caution() : line.obstacle();
        return new ReplayLine(
                line.messageId().toString(),
                null,
                line.correlationId(),
                VisibleText.of(line.endpoint()),
                MessageStateView.of(line.state()),
                null,
                null,
                remark == null ? null : VisibleText.of(remark),
                line.obstacle() != null);
    }

    static ReplayLine of(ComparisonDocument line) {
        return new ReplayLine(
                line.original().toString(),
                line.message() == null ? null : line.message().toString(),
                line.correlationId(),
                VisibleText.of(line.endpoint()),
                MessageStateView.of(line.before()),
                line.after() == null ? null : MessageStateView.of(line.after()),
                "replay.outcome." + line.outcome(),
                line.detail() == null ? null : VisibleText.of(line.detail()),
                line.outcome().equals("skipped"));
    }
}
