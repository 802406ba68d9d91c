/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.access;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the address of who calls tells. No name is looked up: behind a proxy the text is what a header said. */
public final class RemoteAddresses {

    private static final String BYTE = "([1-9]?\\d|1\\d\\d|2[0-4]\\d|25[0-5])";
    private static final Pattern LITERAL = Pattern.compile(BYTE + "(\\." + BYTE + "){3}|[0-9a-fA-F.]*:[0-9a-fA-F:.]*");
    private static final int NETWORK_BYTES = 8;

    private RemoteAddresses() {}

    /** Whether it is this machine's own. */
    public static boolean isLoopback(@Nullable String address) {
        InetAddress parsed = parse(address);
        return parsed != null && parsed.isLoopbackAddress();
    }

    /** The address, or of IPv6 the /64 network, of which one caller has all addresses. */
    public static String network(@Nullable String address) {
        InetAddress parsed = parse(address);
        if (parsed instanceof Inet6Address six) {
            return HexFormat.of().formatHex(Arrays.copyOf(six.getAddress(), NETWORK_BYTES)) + "/64";
        }
        return parsed == null ? "unknown" : parsed.getHostAddress();
    }

    private static @Nullable InetAddress parse(@Nullable String address) {
        String literal = address == null ? "" : address.replaceFirst("%.*", "");
        if (!LITERAL.matcher(literal).matches()) {
            return null;
        }
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException none) {
            return null;
        }
    }
}
