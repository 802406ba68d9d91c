/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.access.audit;

import io.flowmon.server.settings.ServerSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.unit.DataSize;
import tools.jackson.databind.json.JsonMapper;

/** Gives Spring Boot's audit a place on disk; {@code /actuator/auditevents} asks it. */
@Configuration(proxyBeanMethods = false)
class AuditConfiguration {

    private static final DataSize FULL = DataSize.ofMegabytes(16);
    private static final DataSize STRANGERS_FULL = DataSize.ofMegabytes(4);

    @Bean
    AuditLog auditEventRepository(ServerSettings settings, JsonMapper json) {
        return new AuditLog(settings.data().resolve("audit"), FULL, STRANGERS_FULL, json);
    }
}
