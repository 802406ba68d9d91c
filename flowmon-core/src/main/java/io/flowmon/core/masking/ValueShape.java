/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.masking;

/** Values that are recognised by what they look like, wherever they stand. */
public enum ValueShape {
    /** A card number of a known scheme's prefix and length with a valid Luhn digit, in one piece or in groups. */
    CARD_NUMBER,
    /** An IBAN of a registered country's length with valid check digits, in one piece or in groups. */
    IBAN,
    /** A JSON Web Token, whole or cut. */
    JWT,
    /** What follows {@code Bearer}, and {@code Basic} where it is user and password. */
    BEARER_TOKEN,
    /** A long random string in a path that no route's template explains; UUIDs stay. */
    RANDOM_SEGMENT
}
