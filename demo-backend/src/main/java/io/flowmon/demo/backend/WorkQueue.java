/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.demo.backend;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.connection.RedisListCommands.Direction;
import org.springframework.data.redis.core.ListOperations;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.stereotype.Component;

/**
 * The reliable queue: a message that is taken moves to this instance's processing list in one step, and leaves it when
 * its work is done. So at every moment it is in Redis, and a crash loses none; at worst a message is worked on twice.
 *
 * <p>A message whose work failed goes to {@code <queue>:failed} at once, where a person can look at it: it does not
 * come back by itself, and so cannot keep the workers busy for ever.
 */
@Component
class WorkQueue {

    private final ListOperations<String, String> lists;
    private final String queue;
    private final String processing;
    private final String failed;

    WorkQueue(StringRedisTemplate redis, BackendProperties properties) {
        this.lists = redis.opsForList();
        this.queue = properties.queue();
        this.processing = queue + ":processing:" + properties.instance();
        this.failed = queue + ":failed";
    }

    /** The oldest message, which is now in the processing list; null when none came in time. */
    @Nullable
    String take(Duration timeout) {
        return lists.move(queue, Direction.LEFT, processing, Direction.RIGHT, timeout);
    }

    void done(String message) {
        lists.remove(processing, 1, message);
    }

    /** Puts the message aside before it leaves the processing list: a crash in between keeps it twice, never loses it. */
    void failed(String message) {
        lists.rightPush(failed, message);
        lists.remove(processing, 1, message);
    }

    /** Gives back what is in the processing list, in its old order. Only while nothing of it is being worked on. */
    int giveBack() {
        int count = 0;
        while (lists.move(processing, Direction.RIGHT, queue, Direction.LEFT) != null) {
            count++;
        }
        return count;
    }
}
