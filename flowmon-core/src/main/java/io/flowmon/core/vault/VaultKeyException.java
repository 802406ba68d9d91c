/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.vault;

/** A key of the vault that cannot be used. The message is a sentence for whoever configures it, and holds no key. */
public final class VaultKeyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public VaultKeyException(String message) {
        super(message);
    }
}
