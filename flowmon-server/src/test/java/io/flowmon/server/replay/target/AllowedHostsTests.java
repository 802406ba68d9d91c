/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.replay.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flowmon.server.settings.UnusableSettingException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedHostsTests {

    private final AllowedHosts hosts = AllowedHosts.of(
            List.of("orders", "Stock.internal:8080", "https://pay", "https://pay:8443", "http://[::1]:81/"));

    @ParameterizedTest
    @CsvSource({
        "orders, http://orders:80",
        "orders:80, http://orders:80",
        "ORDERS, http://orders:80",
        "stock.internal:8080, http://stock.internal:8080",
        "pay, https://pay:443",
        "pay:443, https://pay:443",
        "pay:8443, https://pay:8443",
        "[::1]:81, http://[::1]:81"
    })
    void hostOnTheList_isCalledAsTheListSays(String called, String base) {
        assertThat(hosts.baseOf(called)).isEqualTo(base);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "stock.internal",
                "orders:8080",
                "orders:443",
                "pay:80",
                "evil",
                "orders.evil",
                "xorders",
                "user@orders",
                "orders/",
                "orders:80/@evil",
                "http://orders"
            })
    void anyOther_isNot(String called) {
        assertThat(hosts.baseOf(called)).isNull();
    }

    @Test
    void emptyList_allowsNobody() {
        assertThat(AllowedHosts.of(List.of()).isEmpty()).isTrue();
        assertThat(AllowedHosts.of(List.of()).baseOf("")).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*",
                "*.internal",
                "orders/path",
                "http://user:secret@orders",
                "ftp://orders",
                "orders:0",
                "orders:99999",
                "orders:x",
                "orders?a",
                "a b"
            })
    void entryThatIsNoHost_stopsTheStart_andIsNotTold(String entry) {
        assertThatThrownBy(() -> AllowedHosts.of(List.of("orders", entry)))
                .isInstanceOf(UnusableSettingException.class)
                .hasMessage("flowmon.server.replay.http.allowed-hosts: One of its entries is no host.");
    }
}
