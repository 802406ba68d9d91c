/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.redis;

import io.flowmon.autoconfigure.async.MessagesInHand;
import java.util.concurrent.Executor;
import org.springframework.beans.factory.DisposableBean;

/**
 * In which a container calls its listeners, each with the message that the calling thread has in hand.
 *
 * @param executor the container's own; destroyed with this one, which happens only if the container made it
 * @param messages who works on what
 */
record ListenerExecutor(Executor executor, MessagesInHand messages) implements Executor, DisposableBean {

    @Override
    public void execute(Runnable task) {
        executor.execute(messages.carry(task));
    }

    @Override
    public void destroy() throws Exception {
        if (executor instanceof DisposableBean disposable) {
            disposable.destroy();
        }
    }
}
