/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.encoding;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;

/** Makes secrets to plant, and remembers them. */
final class Secrets {

    private static final String[] NAMES = {
        "password", "userPassword", "passwd", "db_pwd", "secret", "clientSecret", "access-token", "refresh_token",
                "token",
        "apiKey", "X-Api-Key", "authorization", "cardNumber", "card_no", "cvv2", "customerIban", "SSN", "user.pin",
        "Session-Id", "private_key", "PASSPHRASE", "csrfToken"
    };
    private static final String[] CARD_PREFIXES = {"4", "51", "2221", "34", "36", "6011", "3528", "62", "5018"};
    private static final int[] CARD_LENGTHS = {16, 16, 16, 15, 14, 16, 16, 19, 16};
    private static final String LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789";

    private final Random random;
    private final List<String> planted = new ArrayList<>();

    Secrets(Random random) {
        this.random = random;
    }

    List<String> planted() {
        return planted;
    }

    String name() {
        return NAMES[random.nextInt(NAMES.length)];
    }

    /** Something that only its name gives away. */
    String plain() {
        return plant("Zq" + letters(10 + random.nextInt(10)));
    }

    /** Something that its shape gives away. */
    String shaped() {
        return switch (random.nextInt(4)) {
            case 0 -> card();
            case 1 -> iban();
            case 2 -> jwt();
            default -> (random.nextBoolean() ? "Bearer " : "bearer ") + plant(letters(20));
        };
    }

    String card() {
        int scheme = random.nextInt(CARD_PREFIXES.length);
        StringBuilder digits = new StringBuilder(CARD_PREFIXES[scheme]);
        while (digits.length() < CARD_LENGTHS[scheme] - 1) {
            digits.append(random.nextInt(10));
        }
        for (char check = '0'; check <= '9'; check++) {
            if (luhn(digits.toString() + check)) {
                digits.append(check);
                break;
            }
        }
        plant(digits.toString());
        return plant(grouped(digits.toString()));
    }

    private static boolean luhn(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            sum += i % 2 == 0 ? digit : digit > 4 ? 2 * digit - 9 : 2 * digit;
        }
        return sum % 10 == 0;
    }

    private String iban() {
        StringBuilder account = new StringBuilder();
        for (int i = 0; i < 18; i++) {
            account.append(random.nextInt(10));
        }
        int remainder =
                new BigInteger(account + "131400").mod(BigInteger.valueOf(97)).intValue();
        String iban = "DE" + (98 - remainder < 10 ? "0" : "") + (98 - remainder) + account;
        plant(iban);
        return plant(grouped(iban));
    }

    private String jwt() {
        Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
        String header = base64.encodeToString("{\"alg\":\"HS256\"}".getBytes(StandardCharsets.UTF_8));
        String payload = base64.encodeToString(("{\"sub\":\"" + letters(8) + "\"}").getBytes(StandardCharsets.UTF_8));
        String signature = letters(30);
        plant(payload);
        plant(signature);
        return header + "." + payload + "." + signature;
    }

    private String grouped(String text) {
        return switch (random.nextInt(3)) {
            case 0 -> text;
            case 1 -> text.replaceAll("(.{4})(?=.)", "$1 ");
            default -> text.replaceAll("(.{4})(?=.)", "$1-");
        };
    }

    private String letters(int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return text.toString();
    }

    private String plant(String secret) {
        planted.add(secret);
        return secret;
    }
}
