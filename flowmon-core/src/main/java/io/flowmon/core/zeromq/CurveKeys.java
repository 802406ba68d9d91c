/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.zeromq;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.zeromq.ZMQ.Curve;

/**
 * A CURVE key pair, each key as the 40 characters of Z85.
 *
 * @param publicKey what others may know, and know this side by
 * @param secretKey what this side alone may know
 */
public record CurveKeys(String publicKey, String secretKey) {

    private static final int FINGERPRINT_BYTES = 8;

    public CurveKeys {
        requireKey(publicKey, "public key");
        requireKey(secretKey, "secret key");
    }

    /** Makes a new pair. */
    public static CurveKeys create() {
        Curve.KeyPair pair = Curve.generateKeyPair();
        // Spring would take it for a placeholder; one pair in a hundred has it
        while (pair.publicKey.contains("${")) {
            pair = Curve.generateKeyPair();
        }
        return new CurveKeys(pair.publicKey, pair.secretKey);
    }

    /**
     * Checks that a text is a key.
     *
     * @param what the key's name for the message
     * @return the key
     * @throws CurveKeyException if it is not 40 characters of Z85
     */
    public static String requireKey(String key, String what) {
        if (key.length() != Curve.KEY_SIZE_Z85) {
            throw new CurveKeyException("The " + what + " has " + key.length() + " characters; a key has "
                    + Curve.KEY_SIZE_Z85 + " characters (Z85).");
        }
        boolean readable;
        try {
            readable = Curve.z85Encode(Curve.z85Decode(key)).equals(key);
        } catch (RuntimeException notZ85) {
            readable = false;
        }
        if (!readable) {
            throw new CurveKeyException("The " + what + " has characters that no key (Z85) has.");
        }
        return key;
    }

    /** A short name for a public key, to be compared by eye: the first bytes of its SHA-256, in hex. */
    public static String fingerprint(String publicKey) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(publicKey.getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(digest, 0, FINGERPRINT_BYTES);
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    /** The short name of this pair's public key. */
    public String fingerprint() {
        return fingerprint(publicKey);
    }

    /** Without the secret key. */
    @Override
    public String toString() {
        return "CurveKeys[" + publicKey + "]";
    }
}
