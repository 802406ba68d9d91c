/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.intake.zeromq;

import java.lang.ref.Cleaner;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import zmq.Msg;
import zmq.io.Metadata;
import zmq.msg.MsgAllocator;

/**
 * Bounds the memory of frames between the network and the intake's thread. The socket library makes room for a frame as
 * soon as its length has arrived, holds any number of frames until their message ends, and counts messages, not bytes.
 * So its frames are made here, within one bound for all connections. A frame beyond it is not read: nothing that follows
 * on its connection is handed on, the connection is closed, and its sender, if it is one, connects and sends again.
 *
 * <p>Frames are made on the library's I/O thread and given back by the intake's. What never reaches that, because its
 * connection ended or it was no message, comes back with the garbage collector.
 */
final class FrameBudget implements MsgAllocator {

    /** Rough memory of a frame beside its content. */
    private static final int OVERHEAD = 200;

    /** So that large frames leave room for small ones: heartbeats, single events, answers to handshakes. */
    private static final int SMALL = 64 * 1024;

    /** Marks a connection of which a frame was refused. A peer that sets it itself harms nobody else. */
    private static final String POISONED = "X-Flowmon-Refused";

    private static final Cleaner CLEANER = Cleaner.create();

    private final long most;
    private final Runnable onRefusal;
    private final Consumer<String> hangUp;
    private final AtomicLong used = new AtomicLong();
    private volatile boolean pressed;

    /**
     * @param onRefusal told of each frame that is refused
     * @param hangUp closes the connection from an address and port, as the library writes them
     */
    FrameBudget(long most, Runnable onRefusal, Consumer<String> hangUp) {
        this.most = most;
        this.onRefusal = onRefusal;
        this.hangUp = hangUp;
    }

    /** Bytes in use, also of what the garbage collector has not found yet. Any thread. */
    long used() {
        return used.get();
    }

    /** Whether a frame was refused since {@link #relax}. Any thread. */
    boolean pressed() {
        return pressed;
    }

    void relax() {
        pressed = false;
    }

    @Override
    public Msg allocate(int size) {
        // a length beyond an int arrives here as what its last bytes say
        if (size < 0 || used.get() + size > (size <= SMALL ? most : most - most / 4)) {
            pressed = true;
            onRefusal.run();
            return new Refused();
        }
        return new Counted(size, new Share(used, size + OVERHEAD));
    }

    /** The intake has the frame. */
    static void release(Msg frame) {
        if (frame instanceof Counted counted) {
            counted.share.clean();
        }
    }

    private static final class Share implements Runnable {

        private final AtomicLong used;
        private final int bytes;

        Share(AtomicLong used, int bytes) {
            this.used = used;
            this.bytes = bytes;
            used.addAndGet(bytes);
        }

        @Override
        public void run() {
            used.addAndGet(-bytes);
        }
    }

    private static final class Counted extends Msg {

        private final Cleaner.Cleanable share;
        private boolean dropped;

        Counted(int size, Share share) {
            super(size);
            this.share = CLEANER.register(this, share);
        }

        /** Called for each frame of a connection without keys, before it is handed on. */
        @Override
        public Msg setMetadata(Metadata metadata) {
            if (metadata.get(POISONED) != null) {
                dropped = true;
                share.clean();
            }
            return super.setMetadata(metadata);
        }

        /** The library hands no command on. */
        @Override
        public boolean isCommand() {
            return dropped || super.isCommand();
        }

        /** How an encrypted frame is read, once; what comes out of it is another one. */
        @Override
        public void transfer(ByteBuffer destination, int from, int length) {
            super.transfer(destination, from, length);
            if (from + length == size()) {
                share.clean();
            }
        }
    }

    /** Takes the place of a frame, is handed on to nobody, and sees to it that nothing after it is. */
    private final class Refused extends Msg {

        @Override
        public Msg setMetadata(Metadata metadata) {
            metadata.put(POISONED, "");
            String address = metadata.get(Metadata.PEER_ADDRESS);
            if (address != null) {
                hangUp.accept(address);
            }
            return super.setMetadata(metadata);
        }

        @Override
        public boolean isCommand() {
            return true;
        }
    }
}
