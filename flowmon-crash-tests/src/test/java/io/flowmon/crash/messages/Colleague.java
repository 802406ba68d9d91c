/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.crash.messages;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.GetResponse;
import io.flowmon.core.message.FlowMessage;
import io.flowmon.core.message.FlowMessaging;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Alice, Bob or Carl: a program without Spring that takes orders from its queue, one at a time, does each once, and passes it
 * on. It takes a message out of the queue before it is handled, as careless programs do: what it does not finish is gone.
 *
 * <p>Arguments: name, flowmon-server, RabbitMQ's port, folder of what it did, who is next or {@code -}, a number of whose
 * multiples it swallows the orders (0: none), number of the order that it never ends (0: none). A line of input is a name and
 * a number: so many orders are sent to whoever has that name. The end of input ends it.
 */
final class Colleague {

    private static final long PAUSE_NANOS = 5_000_000;

    private final String name;
    private final FlowMessaging messaging;
    private final Channel channel;
    private final Path done;
    private final @Nullable String next;
    private final int swallows;
    private final int hangsAt;
    private volatile boolean ended;

    private Colleague(FlowMessaging messaging, Channel channel, String[] arguments) {
        this.name = arguments[0];
        this.messaging = messaging;
        this.channel = channel;
        this.done = Path.of(arguments[3]);
        this.next = arguments[4].equals("-") ? null : arguments[4];
        this.swallows = Integer.parseInt(arguments[5]);
        this.hangsAt = Integer.parseInt(arguments[6]);
    }

    public static void main(String[] arguments) throws Exception {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setHost("127.0.0.1");
        factory.setPort(Integer.parseInt(arguments[2]));
        try (FlowMessaging messaging = FlowMessaging.builder()
                        .module(arguments[0])
                        .server(arguments[1])
                        .start();
                Connection connection = factory.newConnection(arguments[0])) {
            Colleague colleague = new Colleague(messaging, connection.createChannel(), arguments);
            Thread listener = new Thread(colleague::listen, "input");
            listener.setDaemon(true);
            listener.start();
            colleague.work();
        }
    }

    private void work() throws IOException {
        channel.queueDeclare(name, true, false, false, null);
        while (!ended) {
            GetResponse taken;
            synchronized (channel) {
                taken = channel.basicGet(name, true);
            }
            if (taken == null) {
                LockSupport.parkNanos(PAUSE_NANOS);
            } else {
                receive(new String(taken.getBody(), UTF_8));
            }
        }
    }

    private void receive(String json) throws IOException {
        FlowMessage<Order> message = messaging.unpack(json, Order.class);
        int number = message.content().number();
        if (swallows > 0 && number % swallows == 0) {
            return;
        }
        message.received("QUEUE " + name).handle(() -> {
            if (number == hangsAt) {
                hang();
            }
            if (doOnce(number) && next != null) {
                send(messaging.pack(message.content()), next);
            }
        });
    }

    /** False when it was done before. */
    private boolean doOnce(int number) throws IOException {
        try {
            Files.createFile(done.resolve(Integer.toString(number)));
            return true;
        } catch (FileAlreadyExistsException before) {
            return false;
        }
    }

    private void send(FlowMessage<Order> message, String to) throws IOException {
        message.send("QUEUE " + to, json -> {
            synchronized (channel) {
                channel.queueDeclare(to, true, false, false, null); // whoever takes them may start later
                channel.basicPublish("", to, null, json.getBytes(UTF_8));
            }
        });
    }

    private static void hang() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException never) {
            Thread.currentThread().interrupt();
        }
    }

    private void listen() {
        try (BufferedReader input = new BufferedReader(new InputStreamReader(System.in, UTF_8))) {
            for (String line = input.readLine(); line != null; line = input.readLine()) {
                String[] words = line.split(" ", 2);
                for (int number = 1; number <= Integer.parseInt(words[1]); number++) {
                    send(messaging.pack(new Order(number)), words[0]);
                }
            }
        } catch (IOException over) {
            // ends below
        }
        ended = true;
    }
}
