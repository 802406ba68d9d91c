/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.benchmarks.intake;

/** Makes what is sent. Each batch is another one. */
interface BatchSource {

    /** A JSON array of so many elements of about 600 bytes. */
    byte[] batch(int elements);
}
