/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store;

import java.util.Optional;

/** What the store removes by itself. Any thread. */
public interface Removals {

    /** The last removal since the start. */
    Optional<Removal> last();

    /** Events removed since the start. */
    long events();

    /** Rejected events removed since the start. */
    long rejected();
}
