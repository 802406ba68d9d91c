/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.replay;

import io.flowmon.server.message.Payload;
import io.flowmon.server.replay.target.Resend;
import io.flowmon.server.store.MessageSummary;
import io.flowmon.server.vault.Vault;
import org.jspecify.annotations.Nullable;

/**
 * A message that may be sent again.
 *
 * @param resend what would be sent; null if it cannot be
 * @param payload what is known of its content
 * @param obstacle why it cannot be sent; null if it can
 * @param sealed its payload's original in the vault, if that is what would be sent
 * @param opened the original once it was opened, which is when it is sent
 * @param caution what a person should know before it is sent; null if there is nothing
 */
record PlannedMessage(
        MessageSummary original,
        @Nullable Resend resend,
        @Nullable Payload payload,
        @Nullable Sealed sealed,
        Vault.@Nullable Opened opened,
        @Nullable String obstacle,
        @Nullable String caution) {

    static PlannedMessage blocked(MessageSummary original, @Nullable Payload payload, String obstacle) {
        return new PlannedMessage(original, null, payload, null, null, obstacle, null);
    }

    /** How many bytes would be sent; null if none can be. */
    @Nullable
    Integer bytes() {
        if (resend == null) {
            return null;
        }
        return sealed != null && opened == null ? sealed.size() : resend.payload().length;
    }

    /** The same with its original in place, sent as the account says for which it opened. */
    PlannedMessage opened(Vault.Opened opened, Sealed.Claim claim) {
        if (claim.resend() == null) {
            return blocked(original, claim.payload(), String.valueOf(claim.obstacle()));
        }
        return new PlannedMessage(
                original,
                claim.resend().withPayload(opened.original()),
                claim.payload(),
                sealed,
                opened,
                obstacle,
                caution);
    }
}
