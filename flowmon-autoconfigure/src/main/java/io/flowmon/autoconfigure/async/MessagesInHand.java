/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.async;

import io.flowmon.core.context.CurrentFlow;
import io.flowmon.core.context.FlowContext;
import io.flowmon.core.publish.EventPublisher;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The messages that the application has received and not yet handled to the end, and who works on them.
 *
 * <p>A message is in the hands of the thread that took it until that thread takes the next one; a task that the thread
 * gives out meanwhile works on it too. Every message is reported {@code Received message}, {@code Start processing} and
 * {@code End processing} exactly once. Any thread; nothing waits and nothing throws.
 */
public final class MessagesInHand implements AutoCloseable {

    private final CurrentFlow flow;
    private final EventPublisher publisher;
    private final Hands hands;
    private final Set<Handling> open = ConcurrentHashMap.newKeySet();
    private final WaitingTasks waitingTasks = new WaitingTasks();
    private final Set<MessageTurns> turns = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    MessagesInHand(CurrentFlow flow, EventPublisher publisher, Hands hands) {
        this.flow = flow;
        this.publisher = publisher;
        this.hands = hands;
    }

    /** The calling thread is about to take the next message: it lets go of the last one it took. */
    public void letGo() {
        letGo(null);
        hands.bury();
        abandonTurns(turn -> !turn.thread().isAlive());
        waitingTasks.endForgotten();
    }

    /** The calling thread took these messages, all at once, and now works on them. */
    public void take(List<ReceivedMessage> messages) {
        if (messages.isEmpty()) {
            return;
        }
        letGo(null);
        push(received(messages), Held.By.POP);
    }

    /**
     * The calling thread took these messages, all at once, and now works on one after the other, each for itself. It tells
     * by {@link MessageTurns#next} when it goes on.
     */
    public MessageTurns takeInTurn(List<ReceivedMessage> messages) {
        abandonTurns(turn -> turn.thread() == Thread.currentThread());
        MessageTurns taken = new MessageTurns(
                this,
                messages.stream().map(message -> received(List.of(message))).toList());
        turns.add(taken);
        return taken;
    }

    void takeUp(@Nullable Handling next, MessageTurns of) {
        letGo(null);
        if (next == null) {
            turns.remove(of);
        } else {
            next.started();
            push(next, Held.By.TURN);
        }
    }

    private void abandonTurns(Predicate<MessageTurns> which) {
        turns.removeIf(turn -> {
            boolean over = which.test(turn);
            if (over) {
                turn.abandonRest();
            }
            return over;
        });
    }

    private Handling received(List<ReceivedMessage> messages) {
        Handling handling = new Handling(publisher, messages, open::remove);
        open.add(handling);
        return handling;
    }

    private void push(Handling handling, Held.By by) {
        hands.push(new Held(Thread.currentThread(), handling, by, flow.get(), hands.top()));
        FlowContext context = handling.context();
        if (context != null) {
            flow.set(context);
        }
    }

    /**
     * Calls {@code listener}, which was called for these messages and works on them, as do the tasks that it gives out.
     * Whatever it throws is thrown on.
     */
    public void whileHandling(List<ReceivedMessage> messages, Runnable listener) {
        if (messages.isEmpty()) {
            listener.run();
            return;
        }
        handle(received(messages), flow.get(), listener);
    }

    /**
     * Calls {@code listener}, which was called for the message whose turn it is: that message ends with the call, and with
     * what the listener throws, which is thrown on. Without such a message it is simply called.
     */
    public void inTurn(Runnable listener) {
        Held turn = hands.dropTurn();
        if (turn == null || turn.handling() == null) {
            listener.run();
        } else {
            handle(turn.handling(), turn.before(), listener);
        }
    }

    private void handle(Handling handling, @Nullable FlowContext afterwards, Runnable listener) {
        WorkInHand work = begin(handling, handling.context(), afterwards, handling::letGo);
        Throwable failure = null;
        try {
            listener.run();
        } catch (Throwable escaped) {
            failure = escaped;
            handling.failed(escaped);
            throw escaped;
        } finally {
            work.end(failure);
        }
    }

    /**
     * The calling thread was given these messages and works on them from now on, as do the tasks that it gives out, until it
     * ends the work: for listeners that are called between a beginning and an end of somebody else's.
     */
    public WorkInHand begin(List<ReceivedMessage> messages) {
        Handling handling = received(messages);
        handling.started();
        return begin(handling, handling.context(), flow.get(), failure -> {
            if (failure != null) {
                handling.failed(failure);
            }
            handling.letGo(failure);
        });
    }

    /** The calling thread begins something of its own, apart from what it works for otherwise. */
    WorkInHand begin(FlowContext context) {
        return begin(null, context, flow.get(), failure -> {});
    }

    private WorkInHand begin(
            @Nullable Handling handling,
            @Nullable FlowContext context,
            @Nullable FlowContext afterwards,
            Consumer<@Nullable Throwable> whenEnded) {
        Held held = new Held(Thread.currentThread(), handling, Held.By.CALL, null, hands.top());
        hands.push(held);
        flow.set(context);
        return failure -> {
            letGo(failure);
            hands.drop(held);
            flow.set(afterwards);
            whenEnded.accept(failure);
        };
    }

    /** What the calling thread would pass on. */
    @Nullable
    FlowContext snapshot() {
        return flow.get();
    }

    /** The calling thread works for {@code context} until {@link #uncover}; what it has in hand rests meanwhile. */
    void cover(@Nullable FlowContext context) {
        Held held = hands.top();
        if (held == null || held.by() != Held.By.SNAPSHOT) {
            hands.push(new Held(Thread.currentThread(), null, Held.By.SNAPSHOT, null, held));
        }
        flow.set(context);
    }

    /** The calling thread takes up again what it worked for before, {@code context}. */
    void uncover(@Nullable FlowContext context) {
        letGo(null);
        Held held = hands.top();
        if (held != null && held.by() == Held.By.SNAPSHOT) {
            hands.drop(held);
        }
        flow.set(context);
    }

    /** The calling thread's task failed for {@code error}, which someone catches before it escapes from the task. */
    public void failed(Throwable error) {
        for (Held held = hands.top(); held != null; held = held.popped() ? held.below() : null) {
            if (held.handling() != null) {
                held.handling().failed(error);
            }
        }
    }

    /** What the calling thread works on. */
    public List<ReceivedMessage> current() {
        Held held = hands.top();
        return held == null || held.handling() == null
                ? List.of()
                : held.handling().messages();
    }

    /**
     * A task that does the same as {@code task}, on whichever thread, for the flow and the message that the calling thread
     * works for now. Afterwards that thread works again for what it worked for before.
     */
    public Runnable carry(Runnable task) {
        return task instanceof CarriedTask ? task : carried(task);
    }

    /** A task for no flow: what it takes is its own, and gone when it ends. */
    Runnable apart(Runnable task) {
        return task instanceof CarriedTask ? task : new CarriedTask(task, null, this);
    }

    /** As {@link #carry(Runnable)}, for a task with a result. */
    public <T> Callable<T> carry(Callable<T> task) {
        CarriedTask carried = carried(() -> {});
        return () -> carried.call(task);
    }

    /** As {@link #carry(Runnable)}, for work that is not a task in itself. */
    CarriedTask carried(Runnable task) {
        Held held = hands.top();
        Handling handling = held == null ? null : held.handling();
        CarriedTask carried = new CarriedTask(task, flow.get(), this);
        if (handling != null) {
            waitingTasks.add(carried, handling);
        }
        return carried;
    }

    /** A task that was given out begins, on the calling thread. */
    WorkInHand begin(@Nullable FlowContext context, @Nullable TaskTicket ticket) {
        Handling handling = waitingTasks.take(ticket);
        if (handling == null) {
            return begin(null, context, flow.get(), failure -> {});
        }
        handling.started();
        return begin(handling, context, flow.get(), handling::taskEnded);
    }

    /** A task that was given out will not run. */
    void rejected(@Nullable TaskTicket ticket, Throwable reason) {
        Handling handling = waitingTasks.take(ticket);
        if (handling != null) {
            handling.taskEnded(reason);
        }
    }

    private void letGo(@Nullable Throwable failure) {
        Held held = hands.dropPopped();
        if (held == null || held.handling() == null) {
            return;
        }
        held.letGo(failure);
        if (Objects.equals(flow.get(), held.handling().context())) {
            flow.set(held.before());
        }
    }

    boolean isClosed() {
        return closed;
    }

    /** Ends whatever has not ended, as cancelled. For the end of the application. */
    @Override
    public void close() {
        closed = true;
        hands.bury();
        turns.clear();
        open.forEach(Handling::abandon);
    }
}
