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
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.springframework.mail.MailException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.SimpleMailMessage;
import org.springframework.mail.javamail.JavaMailSender;

/** Sends notices as one mail of plain text. */
final class MailChannel implements Channel {

    /** Too large, and not wanted for what it says (RFC 5321, 4.2.3). */
    private static final Set<Integer> NEVER = Set.of(552, 554);

    private final JavaMailSender sender;
    private final String from;
    private final String[] to;

    MailChannel(JavaMailSender sender, String from, List<String> to) {
        this.sender = sender;
        this.from = from;
        this.to = to.toArray(String[]::new);
    }

    @Override
    public void deliver(List<Notice> notices) throws DeliveryException {
        SimpleMailMessage mail = new SimpleMailMessage();
        mail.setFrom(from);
        mail.setTo(to);
        mail.setSubject("[flowmon] " + NoticeText.headline(notices));
        mail.setText(notices.stream().map(MailChannel::text).collect(Collectors.joining("\n\n")) + "\n");
        try {
            sender.send(mail);
        } catch (MailException failure) {
            String message = "The mail server did not take it: " + VisibleText.line(failure.getMessage());
            throw isNever(failure)
                    ? DeliveryException.never(message, failure)
                    : DeliveryException.later(message, failure);
        }
    }

    private static String text(Notice notice) {
        return NoticeText.headline(notice) + "\n"
                + NoticeText.numbers(notice) + "\n"
                + "What it means: " + VisibleText.line(notice.alert().meaning()) + "\n"
                + "What to do: " + VisibleText.line(notice.alert().whatToDo()) + "\n"
                + notice.link();
    }

    private static boolean isNever(MailException failure) {
        return failure instanceof MailSendException send
                && send.getFailedMessages().values().stream()
                        .anyMatch(cause -> cause instanceof SMTPSendFailedException refused
                                && NEVER.contains(refused.getReturnCode()));
    }
}
