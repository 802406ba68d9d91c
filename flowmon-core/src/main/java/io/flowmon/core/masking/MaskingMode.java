/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.masking;

/** Which fields keep their values. */
public enum MaskingMode {
    /** Every field keeps its value unless a rule masks it. */
    DENY_LIST,
    /** Only fields that the allow list names keep their values, and those not if a rule masks them. */
    ALLOW_LIST
}
