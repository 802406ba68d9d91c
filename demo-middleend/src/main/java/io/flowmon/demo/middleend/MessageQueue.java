/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.demo.middleend;

import java.util.UUID;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Pushes orders, message by message, to the Redis list of the backend. */
@Component
class MessageQueue {

    private final StringRedisTemplate redis;
    private final JsonMapper json;
    private final String queue;

    MessageQueue(StringRedisTemplate redis, JsonMapper json, MiddleEndProperties properties) {
        this.redis = redis;
        this.json = json;
        this.queue = properties.queue();
    }

    /** @throws QueueUnavailableException when Redis does not take a message; those before it are pushed */
    void push(MessageOrder order) {
        int count = order.numberOfMessages();
        for (int index = 1; index <= count; index++) {
            boolean fail = order.lastFails() && index == count;
            var message = new WorkMessage(UUID.randomUUID(), index, order.timeToSpend(), fail);
            try {
                redis.opsForList().rightPush(queue, json.writeValueAsString(message));
            } catch (DataAccessException e) {
                throw new QueueUnavailableException(index - 1, count, e);
            }
        }
    }
}
