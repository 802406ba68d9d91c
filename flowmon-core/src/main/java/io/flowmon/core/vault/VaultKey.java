/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.vault;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * A key that seals and opens originals: AES-256 in Galois/Counter Mode (NIST SP 800-38D), by the JDK. What is sealed is the
 * nonce of 12 bytes, which is random, the encrypted bytes and the tag of 16 bytes, one behind the other.
 *
 * <p>With random nonces one key is for at most 2<sup>32</sup> originals (SP 800-38D, 8.3). Any thread. Nothing here tells
 * the key itself.
 */
public final class VaultKey {

    /** By how many bytes what is sealed is longer than the original. */
    public static final int OVERHEAD = 12 + 16;

    private static final Pattern ID = Pattern.compile("[a-z0-9.-]{1,64}");
    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final String id;
    private final SecretKey key;
    private final SecureRandom random = new SecureRandom();

    private VaultKey(String id, byte[] key) {
        this.id = id;
        this.key = new SecretKeySpec(key, "AES");
    }

    /**
     * A key out of a configuration.
     *
     * @param id what it is called where several are in use
     * @param base64 its 32 bytes; white space around them does not matter
     * @throws VaultKeyException if it cannot be used
     */
    public static VaultKey of(String id, String base64) {
        if (!isId(id)) {
            throw new VaultKeyException(
                    "'" + id + "' is no name of a key: 1 to 64 small letters, digits, dots and dashes.");
        }
        byte[] bytes = decoded(base64.strip());
        if (bytes.length != KEY_BYTES) {
            throw new VaultKeyException("The key has " + bytes.length + " bytes instead of " + KEY_BYTES + ".");
        }
        return new VaultKey(id, bytes);
    }

    private static byte[] decoded(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException malformed) {
            // without its cause: that quotes the key
            throw new VaultKeyException("The key is not base64.");
        }
    }

    /** Whether a key may be called so. */
    public static boolean isId(String id) {
        return ID.matcher(id).matches();
    }

    public String id() {
        return id;
    }

    /** Seals an original for its message. */
    public byte[] seal(byte[] original, SealedFor message) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] sealed = Arrays.copyOf(nonce, OVERHEAD + original.length);
        try {
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, nonce, message);
            cipher.doFinal(original, 0, original.length, sealed, NONCE_BYTES);
        } catch (GeneralSecurityException unavailable) {
            throw new IllegalStateException("cannot seal", unavailable);
        }
        return sealed;
    }

    /**
     * Opens what was sealed for this message.
     *
     * @throws NotOpenedException if it was not, not with this key, or was changed since
     */
    public byte[] open(byte[] sealed, SealedFor message) throws NotOpenedException {
        if (sealed.length < OVERHEAD) {
            throw new NotOpenedException(null);
        }
        try {
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, Arrays.copyOf(sealed, NONCE_BYTES), message);
            return cipher.doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES);
        } catch (GeneralSecurityException notOurs) {
            throw new NotOpenedException(notOurs);
        }
    }

    private Cipher cipher(int mode, byte[] nonce, SealedFor message) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(CIPHER);
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(message.bytes(id));
        return cipher;
    }

    /** The name alone. */
    @Override
    public String toString() {
        return "VaultKey " + id;
    }
}
