/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.vault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class VaultKeyTests {

    private static final byte[] ORIGINAL = "{\"card\":\"4111 1111 1111 1111\"}".getBytes(UTF_8);
    private static final UUID MESSAGE = UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8057");
    private static final SealedFor ORDERS =
            new SealedFor(MESSAGE, "POST /orders/{id}", "shop:8086", "/orders/7", "a=b", null);

    private final VaultKey key = key("k1", 1);

    @Test
    void sealed_isOpenedByTheSameKeyForTheSameMessage() throws Exception {
        byte[] sealed = key.seal(ORIGINAL, ORDERS);

        assertThat(key("k1", 1).open(sealed, ORDERS)).isEqualTo(ORIGINAL);
        assertThat(sealed).hasSize(ORIGINAL.length + VaultKey.OVERHEAD);
        assertThat(new String(sealed, UTF_8)).doesNotContain("4111");
    }

    @Test
    void sealedTwice_isDifferentEachTime() {
        byte[] first = key.seal(ORIGINAL, ORDERS);
        byte[] second = key.seal(ORIGINAL, ORDERS);

        assertThat(Arrays.copyOf(first, 12)).isNotEqualTo(Arrays.copyOf(second, 12));
        assertThat(first).isNotEqualTo(second);
    }

    @Test
    void everyChangedByte_isNoticed() {
        byte[] sealed = key.seal(ORIGINAL, ORDERS);
        for (int i = 0; i < sealed.length; i++) {
            byte[] changed = sealed.clone();
            changed[i] ^= 1;
            assertNotOpened(key, changed, ORDERS);
        }
    }

    @Test
    void everyCut_isNoticed() {
        byte[] sealed = key.seal(ORIGINAL, ORDERS);
        for (int length = 0; length < sealed.length; length++) {
            assertNotOpened(key, Arrays.copyOf(sealed, length), ORDERS);
        }
    }

    @Test
    void anotherMessageOrPlace_doesNotOpenIt() {
        byte[] sealed = key.seal(ORIGINAL, ORDERS);

        List.of(
                        new SealedFor(UUID.randomUUID(), "POST /orders/{id}", "shop:8086", "/orders/7", "a=b", null),
                        new SealedFor(MESSAGE, "POST /orders", "shop:8086", "/orders/7", "a=b", null),
                        new SealedFor(MESSAGE, "POST /orders/{id}", "elsewhere:8086", "/orders/7", "a=b", null),
                        new SealedFor(MESSAGE, "POST /orders/{id}", "shop:8086", "/orders/8", "a=b", null),
                        new SealedFor(MESSAGE, "POST /orders/{id}", "shop:8086", "/orders/7", null, null),
                        new SealedFor(MESSAGE, "POST /orders/{id}", "shop:8086", "/orders/7a=b", "", null),
                        new SealedFor(MESSAGE, "POST /orders/{id}", null, "/orders/7", "a=b", null),
                        new SealedFor(MESSAGE, "POST /orders/{id}", "shop:8086", "/orders/7", "a=b", "order.created"))
                .forEach(other -> assertNotOpened(key, sealed, other));
    }

    @Test
    void anotherKey_orTheSameByAnotherName_doesNotOpenIt() {
        byte[] sealed = key.seal(ORIGINAL, ORDERS);

        assertNotOpened(key("k1", 2), sealed, ORDERS);
        assertNotOpened(key("k2", 1), sealed, ORDERS);
    }

    @Test
    void anEmptyOriginal_isSealedToo() throws Exception {
        assertThat(key.open(key.seal(new byte[0], ORDERS), ORDERS)).isEmpty();
    }

    @Test
    void unusableKey_isRefused_withoutBeingTold() {
        assertRefused("k1", "not base64: pssst", "The key is not base64.");
        assertRefused("k1", base64(16, 1), "The key has 16 bytes instead of 32.");
        assertRefused("k1", "", "The key has 0 bytes instead of 32.");
        assertRefused(
                "My key",
                base64(32, 1),
                "'My key' is no name of a key: 1 to 64 small letters, digits, dots and dashes.");
    }

    @Test
    void nameWithDots_isOne_asAVariableOfTheEnvironmentGivesIt() {
        assertThat(key("shop.2026", 1).id()).isEqualTo("shop.2026");
    }

    @Test
    void key_isNotToldByItsText() {
        assertThat(key.toString()).isEqualTo("VaultKey k1");
    }

    private static void assertNotOpened(VaultKey key, byte[] sealed, SealedFor message) {
        assertThatExceptionOfType(NotOpenedException.class).isThrownBy(() -> key.open(sealed, message));
    }

    private static void assertRefused(String id, String base64, String why) {
        assertThatExceptionOfType(VaultKeyException.class)
                .isThrownBy(() -> VaultKey.of(id, base64))
                .withMessage(why)
                .withNoCause();
    }

    private static VaultKey key(String id, int content) {
        return VaultKey.of(id, " " + base64(32, content) + "\n");
    }

    private static String base64(int length, int content) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) content);
        return Base64.getEncoder().encodeToString(bytes);
    }
}
