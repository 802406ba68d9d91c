/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.replay.target;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.SocketConfigurators;
import io.flowmon.server.settings.ReplayTargetSettings;
import io.flowmon.server.settings.UnusableSettingException;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.URISyntaxException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** A connection to RabbitMQ that is made when it is first needed, and anew after it broke. Any thread. */
final class RabbitLink implements AutoCloseable {

    static final String SETTING = "flowmon.server.replay.rabbitmq.uri";

    private static final int CLOSING_MILLIS = 1_000;

    private final ConnectionFactory factory;
    private @Nullable Connection connection;
    private volatile @Nullable Socket socket;
    private volatile @Nullable String blocked;
    private boolean closed;

    private RabbitLink(ConnectionFactory factory) {
        this.factory = factory;
        factory.setSocketConfigurator(SocketConfigurators.defaultConfigurator().andThen(made -> socket = made));
    }

    /**
     * As the settings say it; null without an address.
     *
     * @throws UnusableSettingException if the address is none
     */
    static @Nullable RabbitLink of(ReplayTargetSettings.Rabbitmq rabbit, Duration timeout) {
        String address = rabbit.uri();
        if (address == null || address.isBlank()) {
            return null;
        }
        ConnectionFactory factory = new ConnectionFactory();
        try {
            URI uri = new URI(address);
            if (uri.getHost() == null) {
                throw unusable();
            }
            if ("amqps".equalsIgnoreCase(uri.getScheme())) {
                // Before the address: otherwise the library would trust whoever answers.
                factory.useSslProtocol(SSLContext.getDefault());
                factory.enableHostnameVerification();
            }
            factory.setUri(uri);
        } catch (URISyntaxException | GeneralSecurityException | IllegalArgumentException notRabbit) {
            throw unusable();
        }
        if (rabbit.username() != null) {
            factory.setUsername(rabbit.username());
        }
        if (rabbit.password() != null) {
            factory.setPassword(rabbit.password());
        }
        int millis = Math.toIntExact(timeout.toMillis());
        factory.setConnectionTimeout(millis);
        factory.setHandshakeTimeout(millis);
        factory.setChannelRpcTimeout(millis);
        factory.setShutdownTimeout(millis);
        factory.setAutomaticRecoveryEnabled(false);
        return new RabbitLink(factory);
    }

    private static UnusableSettingException unusable() {
        return new UnusableSettingException(
                SETTING, "It is no address of a RabbitMQ.", "Set it to an address such as amqp://host:5672.");
    }

    /**
     * A channel of a connection that stands.
     *
     * @throws IOException if none can be made within the timeout, or RabbitMQ takes nothing now
     */
    synchronized Channel channel() throws IOException {
        if (closed) {
            throw new IOException("the server stops");
        }
        try {
            if (connection == null || !connection.isOpen()) {
                blocked = null;
                connection = factory.newConnection("flowmon replay");
                connection.addBlockedListener(reason -> blocked = reason, () -> blocked = null);
            }
            if (blocked != null) {
                throw new IOException("RabbitMQ takes no messages now: " + blocked);
            }
            Channel channel = connection.createChannel();
            if (channel == null) {
                throw new IOException("RabbitMQ opens no more channels");
            }
            return channel;
        } catch (TimeoutException silent) {
            throw new IOException("RabbitMQ did not answer in time", silent);
        }
    }

    /** Cuts the connection, whatever is being written to it: to be polite to who does not read would take for ever. */
    void cut() {
        Socket open = socket;
        if (open != null) {
            try {
                open.close();
            } catch (IOException closedAllTheSame) {
                socket = null;
            }
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (connection != null) {
            connection.abort(CLOSING_MILLIS);
        }
        cut();
    }
}
