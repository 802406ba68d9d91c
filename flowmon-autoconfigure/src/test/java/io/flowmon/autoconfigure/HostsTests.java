/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostsTests {

    @ParameterizedTest
    @CsvSource({
        "http://Bank.Example.com/x, bank.example.com, -1",
        "http://bank.example.com.:81/x, bank.example.com, 81",
        "http://my_service/x, my_service, -1",
        "http://user:secret@My_Service:8080/x, my_service, 8080",
        "http://[::1]:8080/x, [::1], 8080",
    })
    void of_anyWayOfWriting_isOneName(URI uri, String host, int port) {
        assertThat(Hosts.of(uri)).isEqualTo(host);
        assertThat(Hosts.portOf(uri)).isEqualTo(port);
    }

    @Test
    void of_noHost_isNone() {
        assertThat(Hosts.of(URI.create("/orders"))).isNull();
        assertThat(Hosts.portOf(URI.create("/orders"))).isEqualTo(-1);
    }
}
