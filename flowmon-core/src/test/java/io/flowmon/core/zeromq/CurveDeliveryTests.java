/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.zeromq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flowmon.core.encoding.ModuleIdentity;
import io.flowmon.core.sender.EventSender;
import io.flowmon.core.sender.Events;
import io.flowmon.core.sender.SenderSettings;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The sender with keys, without, and with wrong ones, against a real ROUTER socket. */
class CurveDeliveryTests {

    private static final ModuleIdentity MODULE = new ModuleIdentity("orders", "orders_host_1");

    private final RouterServer server = new RouterServer();
    private final CurveKeys serverKeys = CurveKeys.create();
    private final CurveKeys ownKeys = CurveKeys.create();
    private ZeroMqTransport transport = new ZeroMqTransport("tcp://127.0.0.1:1");
    private EventSender sender = sender(transport);

    @AfterEach
    void close() throws InterruptedException {
        sender.close();
        server.stop();
    }

    @Test
    void publish_withTheServersKey_isDelivered() throws InterruptedException {
        server.withKeys(serverKeys).start();

        publish(serverKeys.publicKey());

        awaitAcknowledged();
        assertThat(server.stored()).hasSize(1);
        assertThat(transport.trouble()).isNull();
    }

    @Test
    void publish_withAnotherServersKey_isToldAndGoesThroughOnceTheServerHasIt() throws InterruptedException {
        CurveKeys next = CurveKeys.create();
        server.withKeys(serverKeys).start();

        publish(next.publicKey());

        awaitTrouble("none of the keys that are set here as the server's");
        assertThat(server.stored()).isEmpty();

        server.stop();
        server.withKeys(next).start();

        awaitAcknowledged();
        assertThat(transport.trouble()).isNull();
        assertThat(server.stored()).hasSize(1);
    }

    @Test
    void publish_withTwoServerKeys_findsTheOneThatTheServerHas() throws InterruptedException {
        server.withKeys(serverKeys).start();

        publish(CurveKeys.create().publicKey(), serverKeys.publicKey());

        awaitAcknowledged();
        assertThat(transport.trouble()).isNull();
    }

    @Test
    void publish_withoutKeysToAServerWithKeys_isToldAndNothingIsStored() throws InterruptedException {
        server.withKeys(serverKeys).start();

        publish();

        awaitTrouble("senders with keys alone");
        assertThat(server.stored()).isEmpty();
        assertThat(sender.statistics().acknowledged()).isZero();
    }

    @Test
    void publish_withKeysToAServerWithout_isToldAndNothingIsStored() throws InterruptedException {
        server.start();

        publish(serverKeys.publicKey());

        awaitTrouble("set up without keys");
        assertThat(server.stored()).isEmpty();
    }

    private void publish(String... keysOfServer) {
        transport = new ZeroMqTransport(
                server.endpoint(), keysOfServer.length == 0 ? null : new CurveSettings(ownKeys, List.of(keysOfServer)));
        sender = sender(transport);
        sender.start();
        sender.publish(Events.named("one"));
    }

    private void awaitAcknowledged() {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () -> assertThat(sender.statistics().acknowledged()).isEqualTo(1));
    }

    private void awaitTrouble(String words) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(transport.trouble()).contains(words));
    }

    private static EventSender sender(ZeroMqTransport transport) {
        return new EventSender(MODULE, Events.SERIALIZER, transport, SenderSettings.defaults());
    }
}
