/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.notification.channel;

import io.flowmon.server.notification.ConfiguredChannel;
import io.flowmon.server.notification.Notifications;
import io.flowmon.server.settings.AlertSettings;
import io.flowmon.server.settings.UnusableSettingException;
import io.flowmon.server.store.AlertOutbox;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.mail.javamail.JavaMailSender;
import tools.jackson.databind.json.JsonMapper;

/** Channels out of settings; what is wrong with one stops the start, and says what. */
@Configuration(proxyBeanMethods = false)
class ChannelConfiguration {

    private static final String CHANNELS = "flowmon.server.alerts.channels.";

    @Bean
    Notifications notifications(
            AlertSettings settings, AlertOutbox outbox, JsonMapper json, ObjectProvider<JavaMailSender> mail) {
        requireWebAddress("flowmon.server.alerts.link", settings.link());
        WebClient web = new WebClient();
        List<ConfiguredChannel> channels = settings.channels().entrySet().stream()
                .filter(entry -> entry.getValue().enabled())
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> channel(entry.getKey(), entry.getValue(), web, json, mail))
                .toList();
        return new Notifications(channels, outbox, settings);
    }

    private static ConfiguredChannel channel(
            String name,
            AlertSettings.Channel set,
            WebClient web,
            JsonMapper json,
            ObjectProvider<JavaMailSender> mail) {
        AlertSettings.Type type = required(name, "type", set.type(), "Set it to log, webhook, slack or mail.");
        return switch (type) {
            case LOG -> new ConfiguredChannel(name, set, LogChannel.LOGGER, new LogChannel(name));
            case WEBHOOK -> {
                URI url = url(name, set);
                yield new ConfiguredChannel(
                        name, set, host(url), new WebhookChannel(web, url, signature(name, set.secret()), json));
            }
            case SLACK -> {
                URI url = url(name, set);
                yield new ConfiguredChannel(name, set, host(url), new SlackChannel(web, url, json));
            }
            case MAIL -> {
                if (set.to().isEmpty()) {
                    throw new UnusableSettingException(
                            CHANNELS + name + ".to", "Nobody would get the mail.", "Set it to one address or more.");
                }
                String from = required(name, "from", set.from(), "Set it to an address that the mail may be from.");
                JavaMailSender sender = mail.getIfAvailable();
                if (sender == null) {
                    throw new UnusableSettingException(
                            CHANNELS + name,
                            "There is no server to hand mail to.",
                            "Set spring.mail.host, and port, username and password as that server wants them.");
                }
                yield new ConfiguredChannel(
                        name, set, String.join(", ", set.to()), new MailChannel(sender, from, set.to()));
            }
        };
    }

    private static @Nullable WebhookSignature signature(String name, @Nullable String secret) {
        if (secret == null || secret.isEmpty()) {
            return null;
        }
        try {
            return WebhookSignature.of(secret);
        } catch (IllegalArgumentException unusable) {
            throw new UnusableSettingException(
                    CHANNELS + name + ".secret",
                    String.valueOf(unusable.getMessage()),
                    "Set it to whsec_ and what `openssl rand -base64 32` prints, or to a text of 16 characters and more.");
        }
    }

    private static URI url(String name, AlertSettings.Channel set) {
        String setting = CHANNELS + name + ".url";
        URI url = set.url();
        if (url == null) {
            throw new UnusableSettingException(
                    setting, "It is missing.", "Set it to the address that messages are sent to.");
        }
        requireWebAddress(setting, url);
        return url;
    }

    private static void requireWebAddress(String setting, URI url) {
        String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
        if (!(scheme.equals("http") || scheme.equals("https")) || url.getHost() == null) {
            throw new UnusableSettingException(
                    setting, "It is not the address of a web server.", "Set it to an address like https://host/path.");
        }
    }

    private static String host(URI url) {
        return url.getScheme() + "://" + url.getHost() + (url.getPort() < 0 ? "" : ":" + url.getPort());
    }

    private static <T> T required(String name, String setting, @Nullable T value, String action) {
        if (value == null) {
            throw new UnusableSettingException(CHANNELS + name + "." + setting, "It is missing.", action);
        }
        return value;
    }
}
