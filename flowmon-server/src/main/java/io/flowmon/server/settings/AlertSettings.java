/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.settings;

import io.flowmon.rules.definition.Severity;
import jakarta.validation.Valid;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Who is told of alerts, and how.
 *
 * @param link Address of this server as people reach it; messages link to alerts under it.
 * @param remindAfter When a channel is told again of an alert that goes on and that nobody has acknowledged.
 * @param channels Where messages go, by a name of your choice.
 */
@ConfigurationProperties("flowmon.server.alerts")
@Validated
public record AlertSettings(
        @DefaultValue("http://localhost:8400") URI link,

        @DefaultValue("4h") @DurationMin(minutes = 1) @DurationMax(days = 30)
        Duration remindAfter,

        @DefaultValue Map<String, @Valid Channel> channels) {

    /** What a channel is. */
    public enum Type {
        LOG,
        WEBHOOK,
        SLACK,
        MAIL
    }

    /**
     * A channel.
     *
     * @param type What it is: log, webhook (JSON), slack (also Mattermost and others that take its form), mail.
     * @param enabled Whether it is told of anything.
     * @param severity Least severity of alerts that it is told of: info, warning, critical.
     * @param rules Ids of rules whose alerts it is told of; all if empty.
     * @param interval Time between two messages at least; what happens meanwhile comes in the next one, up to 50 alerts.
     * @param url Where a webhook or Slack message goes.
     * @param secret What a webhook's messages are signed with: whsec_ and base64, or any text of 16 characters and more.
     * @param to Who gets the mail.
     * @param from Whom the mail is from.
     */
    public record Channel(
            @Nullable Type type,
            @DefaultValue("true") boolean enabled,
            @DefaultValue("info") Severity severity,
            @DefaultValue List<String> rules,

            @DefaultValue("10s") @DurationMin(millis = 0) @DurationMax(hours = 24)
            Duration interval,

            @Nullable URI url,
            @Nullable String secret,
            @DefaultValue List<String> to,
            @Nullable String from) {}
}
