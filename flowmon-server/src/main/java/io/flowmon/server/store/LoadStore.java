/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store;

/** What the modules had to do. Any thread; each call is bounded in rows, and each of its questions in time, by the implementation. */
public interface LoadStore {

    /** The load of the time range, as far as the events in it tell. */
    Load load(LoadQuery query);
}
