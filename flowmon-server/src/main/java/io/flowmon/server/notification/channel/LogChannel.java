/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.notification.channel;

import io.flowmon.server.notification.Channel;
import io.flowmon.server.notification.Notice;
import io.flowmon.server.notification.NoticeText;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Writes a line for each notice to the server's log: what goes on and matters as a warning. */
final class LogChannel implements Channel {

    /** The logger, so that a logging configuration may lead its lines elsewhere. */
    static final String LOGGER = "io.flowmon.alerts";

    private static final Logger log = LoggerFactory.getLogger(LOGGER);

    private final String name;

    LogChannel(String name) {
        this.name = name;
    }

    @Override
    public void deliver(List<Notice> notices) {
        for (Notice notice : notices) {
            log.atLevel(level(notice))
                    .addKeyValue("channel", name)
                    .addKeyValue("alert", notice.alert().id())
                    .log("{}: {}; {}", NoticeText.headline(notice), NoticeText.numbers(notice), notice.link());
        }
    }

    private static Level level(Notice notice) {
        boolean goesOn = notice.event() == Notice.Event.RAISED || notice.event() == Notice.Event.REMINDER;
        return goesOn && !notice.alert().severity().equals("info") ? Level.WARN : Level.INFO;
    }
}
