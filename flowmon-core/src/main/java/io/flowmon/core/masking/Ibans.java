/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.masking;

/** Recognises IBANs by country, length (SWIFT's IBAN registry) and check digits (ISO 7064, MOD 97-10). */
final class Ibans {

    private static final int LETTERS = 26;

    /** How long a country's IBANs are, by the index of its code; 0 where there are none. */
    private static final int[] LENGTHS =
            lengths("NO15 BE16 DK18 FI18 FK18 FO18 GL18 NL18 SD18 MK19 SI19 AT20 BA20 EE20 KZ20 LT20 LU20 MN20 XK20 "
                    + "CH21 HR21 LI21 LV21 BG22 BH22 CR22 DE22 GB22 GE22 IE22 ME22 RS22 VA22 "
                    + "AE23 GI23 IL23 IQ23 OM23 SO23 TL23 AD24 CZ24 ES24 MD24 PK24 RO24 SA24 SE24 SK24 TN24 VG24 "
                    + "LY25 PT25 ST25 IS26 TR26 BI27 DJ27 FR27 GR27 IT27 MC27 MR27 SM27 "
                    + "AL28 AZ28 BY28 CY28 DO28 GT28 HN28 HU28 LB28 NI28 PL28 SV28 BR29 EG29 PS29 QA29 UA29 "
                    + "JO30 KW30 MU30 YE30 MT31 SC32 LC32 RU33");

    private Ibans() {}

    private static int[] lengths(String registry) {
        int[] lengths = new int[LETTERS * LETTERS];
        for (String entry : registry.split(" ", -1)) {
            lengths[country(entry.charAt(0), entry.charAt(1))] = Integer.parseInt(entry.substring(2));
        }
        return lengths;
    }

    /** The index of a country's code in letters of either case; -1 if one is no letter. */
    private static int country(char first, char second) {
        int high = letter(first);
        int low = letter(second);
        return high < 0 || low < 0 ? -1 : high * LETTERS + low;
    }

    private static int letter(char c) {
        int letter = (c | 0x20) - 'a';
        return letter >= 0 && letter < LETTERS ? letter : -1;
    }

    /** Where an IBAN that starts at {@code start} ends, or -1. Groups may be set apart by one space or hyphen. */
    static int endOf(char[] text, int start, int limit) {
        int country = country(text[start], text[start + 1]);
        int length = country < 0 ? 0 : LENGTHS[country];
        if (length == 0) {
            return -1;
        }
        char[] iban = new char[length];
        int read = 0;
        int i = start;
        boolean separated = false;
        while (read < length) {
            if (i >= limit) {
                return -1;
            }
            char c = text[i++];
            if (isAlphanumeric(c)) {
                iban[read++] = c;
                separated = false;
            } else if (isSeparator(c) && !separated && read >= 4) {
                separated = true;
            } else {
                return -1;
            }
        }
        return remainder(iban) == 1 ? i : -1;
    }

    private static int remainder(char[] iban) {
        int remainder = 0;
        for (int i = 0; i < iban.length; i++) {
            int value = Character.digit(iban[(i + 4) % iban.length], 36);
            remainder = (value > 9 ? remainder * 100 + value : remainder * 10 + value) % 97;
        }
        return remainder;
    }

    private static boolean isSeparator(char c) {
        return c == ' ' || c == '-' || c == '\u00A0' || c == '\u202F';
    }

    private static boolean isAlphanumeric(char c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    }
}
