/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.event;

/** How much of a payload an event shows. What is sent to the other service is the same with each of them. */
public enum PayloadView {
    /** The payload, as far as the service's masking rules show it. */
    SHOWN,
    /** The names in it and how they are nested: every value is masked. */
    MASKED,
    /** Its size alone. */
    HIDDEN
}
