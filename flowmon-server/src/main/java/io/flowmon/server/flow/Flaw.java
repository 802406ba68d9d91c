/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.flow;

/** Why a flow that ended with {@code ok} is no example of how it should be all the same. */
public enum Flaw {
    /** An alert of severity warning or critical names it, whether it is open or resolved. */
    ALERT,
    /** A message of it is lost. */
    LOST_MESSAGE
}
