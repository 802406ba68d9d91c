/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.JsonNode;

/** One server after the other with the same data: without a vault, with one and no key, and with all keys. */
@ExtendWith(OutputCaptureExtension.class)
class VaultSettingsTests extends ReplayFixture {

    private static final String ORIGINAL = "{\"password\":\"pssst\"}";

    private final SealedEvents sealed = new SealedEvents();

    @Override
    @BeforeAll
    void start() {
        startWith();
    }

    private void startWith(String... settings) {
        server = serverWith(settings);
        api = new ApiClient(server);
        target = server.getBean(InMemoryReplayTarget.class);
    }

    @Test
    void vault_isFilledWhenItIsOn_andOpenedWhenTheKeysAreThere(CapturedOutput output) throws Exception {
        UUID dropped = store("LIST off", 1);
        UUID droppedToo = store("LIST off", 1);
        assertThat(obstacleOf(dropped))
                .contains("Its original came sealed, and this server keeps no vault (flowmon.server.vault.enabled).");
        assertThat(server.getBean(MeterRegistry.class)
                        .get("flowmon.vault.originals")
                        .tag("result", "dropped")
                        .counter()
                        .count())
                .isEqualTo(2);
        assertThat(output.toString()).containsOnlyOnce("set flowmon.server.vault.enabled=true");

        restartWith("--flowmon.server.vault.enabled=true");
        UUID old = store("LIST on", 1);
        UUID young = store("LIST on", 2);
        assertThat(obstacleOf(old)).contains("sealed with the key k1, which this server does not have");

        restartWith(
                "--flowmon.server.vault.enabled=true",
                "--flowmon.server.vault.keys.k1=" + SealedEvents.base64(1),
                "--flowmon.server.vault.keys.k2=" + SealedEvents.base64(2));
        replayed("{\"messages\":[\"%s\",\"%s\"]}".formatted(old, young));
        assertThat(target.sentTo("LIST on"))
                .extracting(sent -> new String(sent.payload(), UTF_8))
                .containsExactly(ORIGINAL, ORIGINAL);
        assertThat(obstacleOf(droppedToo)).contains("this server keeps no vault");
    }

    private void restartWith(String... settings) {
        server.close();
        startWith(settings);
    }

    private UUID store(String endpoint, int key) throws Exception {
        UUID id = UUID.randomUUID();
        api.store(sealed.failed(id, endpoint, ORIGINAL, SealedEvents.key("k" + key, key)));
        return id;
    }

    private String obstacleOf(UUID message) throws Exception {
        JsonNode plan = plan("{\"messages\":[\"" + message + "\"]}");
        return plan.at("/first/0/obstacle").asString();
    }
}
