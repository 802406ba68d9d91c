/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.demo.middleend;

import java.util.List;
import java.util.UUID;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.core.RedisOperations;
import org.springframework.data.redis.core.SessionCallback;
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
            Fault fault = index == count ? order.fault() : null;
            var message =
                    new WorkMessage(UUID.randomUUID(), index, order.timeToSpend(), fault == Fault.FAILING_BACKEND);
            try {
                if (fault == Fault.SWALLOWED_MESSAGE) {
                    pushAndSwallow(json.writeValueAsString(message));
                } else {
                    redis.opsForList().rightPush(queue, json.writeValueAsString(message));
                }
            } catch (DataAccessException e) {
                throw new QueueUnavailableException(index - 1, count, e);
            }
        }
    }

    /** In one transaction, during which no consumer that waits at the list is served. */
    private void pushAndSwallow(String message) {
        redis.execute(new SessionCallback<List<Object>>() {
            @Override
            @SuppressWarnings("unchecked") // the keys and values are those of the template
            public <K, V> List<Object> execute(RedisOperations<K, V> operations) {
                var strings = (RedisOperations<String, String>) operations;
                strings.multi();
                strings.opsForList().rightPush(queue, message);
                strings.opsForList().trim(queue, 0, -2);
                return strings.exec();
            }
        });
    }
}
