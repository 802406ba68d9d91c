/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.api;

import io.flowmon.server.notification.ChannelStatus;
import io.flowmon.server.notification.DeliveryException;
import io.flowmon.server.notification.Notifications;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Channels that are told of alerts: how they are doing, and a test. */
@RestController
@RequestMapping("/api/channels")
class ChannelsController {

    private final Notifications notifications;

    ChannelsController(Notifications notifications) {
        this.notifications = notifications;
    }

    @GetMapping
    ChannelList channels() {
        return new ChannelList(notifications.statuses());
    }

    /** Those that are enabled, by name. */
    record ChannelList(List<ChannelStatus> channels) {}

    /** Answers once the channel has taken a message that tells nothing. */
    @PostMapping("/{name}/test")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void test(@PathVariable String name) throws InterruptedException {
        try {
            if (!notifications.test(name)) {
                throw new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no channel " + name);
            }
        } catch (DeliveryException failure) {
            throw new ResponseStatusException(HttpStatus.BAD_GATEWAY, String.valueOf(failure.getMessage()), failure);
        }
    }
}
