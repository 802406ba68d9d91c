/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.access.audit;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A page of the audit log.
 *
 * @param entries the newest first
 * @param cursor for the next page; null on the last one
 * @param types all that there are in the log, whatever was asked for
 */
public record AuditPage(List<AuditEntry> entries, @Nullable String cursor, Set<String> types) {}
