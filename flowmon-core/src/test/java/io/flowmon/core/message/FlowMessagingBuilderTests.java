/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.flowmon.core.vault.PayloadSealer;
import io.flowmon.core.vault.VaultKey;
import io.flowmon.core.zeromq.RouterServer;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FlowMessagingBuilderTests {

    @Test
    void start_withoutName_saysWhatToSet() {
        assertThatThrownBy(() -> FlowMessaging.builder().start())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The service has no name. Set it, for example FlowMessaging.builder().module(\"alice\").");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "somewhere", "host:0", "http://host:80", "host:8401/path"})
    void start_addressThatIsNone_saysSo(String address) {
        assertThatThrownBy(() ->
                        FlowMessaging.builder().module("alice").server(address).start())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'" + address + "' is not an address of the form host:port.");
    }

    @Test
    void start_negativeBodySize_saysSo() {
        assertThatThrownBy(() ->
                        FlowMessaging.builder().module("alice").maxBodySize(-1).start())
                .hasMessage("maxBodySize must not be negative, and is -1");
    }

    @Test
    void close_sendsWhatWasReportedAndSaysGoodbye() throws InterruptedException {
        RouterServer server = new RouterServer().start();
        try {
            try (FlowMessaging alice = FlowMessaging.builder()
                    .module("alice")
                    .server(server.endpoint())
                    .start()) {
                FlowMessage<String> message = alice.pack("hello");
                message.log("sending");
                message.send("QUEUE bob", json -> {});
            }

            await().until(() -> server.heartbeats().stream().anyMatch(report -> report.contains("bye")));
            assertThat(server.stored()).containsExactly("sending", "Send message");
        } finally {
            server.stop();
        }
    }

    @Test
    void vault_sealsWhatIsMasked() throws InterruptedException {
        PayloadSealer sealer =
                new PayloadSealer(VaultKey.of("k1", "AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE="), 1_000);
        RouterServer server = new RouterServer().start();
        try (FlowMessaging alice = FlowMessaging.builder()
                .module("alice")
                .server(server.endpoint())
                .vault(sealer)
                .start()) {
            alice.pack(Map.of("order", 4711)).send("QUEUE bob", json -> {});
            alice.pack(Map.of("password", "pssst")).send("QUEUE bob", json -> {});

            await().until(() -> server.stored().size() == 2);
            assertThat(sealer.sealed()).isEqualTo(1);
        } finally {
            server.stop();
        }
    }
}
