/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowmon.core.vault.VaultKey;
import io.flowmon.server.replay.target.Resend;
import io.flowmon.server.store.duckdb.DuckDbEventStore;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;

/** A server with a vault and one key. */
abstract class VaultFixture extends ReplayFixture {

    static final String SECRET = "pssst-do-not-tell";
    static final String ORIGINAL = "{ \"order\" : 4711, \"password\" : \"" + SECRET + "\" }";
    static final VaultKey KEY = SealedEvents.key("k1", 1);

    final SealedEvents sealed = new SealedEvents();

    @Override
    @BeforeAll
    void start() {
        server = serverWith(
                "--flowmon.server.vault.enabled=true",
                "--flowmon.server.vault.keys.k1=" + SealedEvents.base64(1),
                "--management.endpoints.web.exposure.include=*",
                "--management.endpoint.env.show-values=always",
                "--management.endpoint.configprops.show-values=always");
        api = new ApiClient(server);
        target = server.getBean(InMemoryReplayTarget.class);
    }

    final UUID store(String endpoint) throws Exception {
        UUID id = UUID.randomUUID();
        api.store(sealed.failed(id, endpoint, ORIGINAL, KEY));
        return id;
    }

    final String sentTo(String endpoint) {
        List<Resend> sent = target.sentTo(endpoint);
        assertThat(sent).hasSize(1);
        return new String(sent.get(0).payload(), UTF_8);
    }

    static String named(UUID message) {
        return "{\"messages\":[\"" + message + "\"]}";
    }

    final void execute(String sql) throws Exception {
        server.getBean(DuckDbEventStore.class)
                .submit(connection -> {
                    try (Statement statement = connection.createStatement()) {
                        return statement.execute(sql);
                    }
                })
                .get();
    }
}
