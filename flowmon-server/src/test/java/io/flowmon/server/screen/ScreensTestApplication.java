/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.screen;

import io.flowmon.server.access.Credentials;
import io.flowmon.server.alert.AlertDesk;
import io.flowmon.server.message.Ledger;
import io.flowmon.server.settings.MessageSettings;
import io.flowmon.server.store.MessageStore;
import io.flowmon.server.store.StatisticsStore;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.springframework.boot.actuate.audit.InMemoryAuditEventRepository;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.ManagementWebSecurityAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.FilterType;
import org.springframework.core.env.Environment;

/** The screens over a store in memory, without intake and database. No component, so that no scan finds it. */
@EnableAutoConfiguration(
        exclude = {
            ManagementWebSecurityAutoConfiguration.class,
            ServletWebSecurityAutoConfiguration.class,
            UserDetailsServiceAutoConfiguration.class
        })
@ComponentScan(
        basePackages = {"io.flowmon.server.flow", "io.flowmon.server.drawing", "io.flowmon.server.screen"},
        excludeFilters = {
            @Filter(type = FilterType.CUSTOM, classes = TypeExcludeFilter.class),
            // These tell of the server's own parts, and are tested with all of it.
            @Filter(
                    type = FilterType.REGEX,
                    pattern = ".*\\.screen\\..*\\.(AdvicePage|AuditPage|ContractPage|DraftPage"
                            + "|Overview|RulePage|ServerPage|Message|Replay)Controller"
                            + "|.*\\.Senders")
        })
class ScreensTestApplication {

    @Bean
    InMemoryFlowStore flowStore() {
        return new InMemoryFlowStore();
    }

    @Bean
    InMemoryAlertStore alertStore() {
        return new InMemoryAlertStore();
    }

    @Bean
    StatisticsStore statisticsStore() {
        return new EmptyStatisticsStore();
    }

    @Bean
    MessageStore messageStore() {
        return new EmptyMessageStore();
    }

    @Bean
    MessageSettings messageSettings() {
        return new MessageSettings(Duration.ofMinutes(1));
    }

    @Bean
    Ledger ledger(MessageStore store, MessageSettings settings) {
        return new Ledger(store, settings);
    }

    @Bean
    AlertDesk alertDesk(InMemoryAlertStore store) {
        return new AlertDesk(store, store, List.of(Set::of), new InMemoryAuditEventRepository());
    }

    @Bean
    Credentials credentials(Environment environment) {
        return new Credentials(environment);
    }
}
