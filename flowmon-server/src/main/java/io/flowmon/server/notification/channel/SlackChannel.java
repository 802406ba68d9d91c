/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.notification.channel;

import io.flowmon.server.notification.Channel;
import io.flowmon.server.notification.DeliveryException;
import io.flowmon.server.notification.Notice;
import io.flowmon.server.notification.NoticeText;
import io.flowmon.server.text.VisibleText;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/** Sends notices to an incoming webhook of Slack, or of another chat that takes its form. */
final class SlackChannel implements Channel {

    private final WebClient web;
    private final URI url;
    private final JsonMapper json;

    SlackChannel(WebClient web, URI url, JsonMapper json) {
        this.web = web;
        this.url = url;
        this.json = json;
    }

    @Override
    public void deliver(List<Notice> notices) throws DeliveryException, InterruptedException {
        String text = notices.stream().map(SlackChannel::text).collect(Collectors.joining("\n\n"));
        web.post(url, json.writeValueAsBytes(Map.of("text", text)), Map.of());
    }

    private static String text(Notice notice) {
        return "*<" + notice.link() + "|" + escaped(NoticeText.headline(notice)) + ">*\n"
                + escaped(NoticeText.numbers(notice)) + "\n"
                + escaped(VisibleText.line(notice.alert().whatToDo()));
    }

    /** So that a name can neither mention everybody nor lead somewhere. */
    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("|", "¦");
    }
}
