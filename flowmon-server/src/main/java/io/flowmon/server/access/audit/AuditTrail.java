/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.access.audit;

/** Asks the audit log page by page. */
public interface AuditTrail {

    /**
     * The entries that match, the newest first. Any thread; reads the log's files.
     *
     * @throws io.flowmon.server.store.QueryFailedException if the cursor is none that was given out
     */
    AuditPage page(AuditQuery query);
}
