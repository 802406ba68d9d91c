/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.replay;

import io.flowmon.server.store.MessageQuery;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which messages are to be sent again: named one by one, or by what they have in common.
 *
 * @param ids named messages; empty when {@code query} chooses
 * @param description what was asked, as a JSON object: for the audit log, and for whoever looks later
 */
record ReplaySelection(List<UUID> ids, @Nullable MessageQuery query, String description) {}
