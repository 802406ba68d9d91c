/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.test;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Looks through what left an application for what must not have left it. */
final class Secrets {

    private Secrets() {}

    /** Where one of the secrets stands, as it is or percent-encoded, a line each. */
    static List<String> places(List<Arrival> arrivals, List<String> secrets) {
        if (secrets.contains("")) {
            throw new IllegalArgumentException("a secret must not be empty: it would be found everywhere");
        }
        List<String> places = new ArrayList<>();
        for (String secret : secrets) {
            for (Arrival arrival : arrivals) {
                for (Value value : Value.of(arrival.event())) {
                    if (holds(value.text(), secret)) {
                        places.add("\"" + secret + "\" in " + value.place() + of(arrival));
                    }
                }
            }
        }
        return places;
    }

    /** Where the sender's own rules find something to mask in what it sent, a line each. */
    static List<String> leaks(List<Arrival> arrivals) {
        List<String> leaks = new ArrayList<>();
        for (Arrival arrival : arrivals) {
            Remasking.places(arrival).forEach(place -> leaks.add(place + of(arrival)));
        }
        return leaks;
    }

    private static String of(Arrival arrival) {
        return " of \"" + arrival.text("message_type") + "\", " + arrival.text("endpoint") + ", from "
                + arrival.text("module_type");
    }

    private static boolean holds(String text, String secret) {
        if (text.contains(secret)) {
            return true;
        }
        try {
            return text.contains("%")
                    && URLDecoder.decode(text, StandardCharsets.UTF_8).contains(secret);
        } catch (IllegalArgumentException notEncoded) {
            return false;
        }
    }
}
