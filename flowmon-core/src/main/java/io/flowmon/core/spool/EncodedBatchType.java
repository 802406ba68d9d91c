/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.spool;

import io.flowmon.core.sender.EncodedBatch;
import io.flowmon.core.wire.PayloadEncoding;
import java.nio.ByteBuffer;
import java.time.Instant;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.BasicDataType;

/** How a batch stands in a file. */
final class EncodedBatchType extends BasicDataType<EncodedBatch> {

    static final EncodedBatchType INSTANCE = new EncodedBatchType();

    private static final int FIXED_PART = 64;
    private static final PayloadEncoding[] ENCODINGS = {PayloadEncoding.JSON, PayloadEncoding.JSON_GZIP};

    private EncodedBatchType() {}

    @Override
    public int getMemory(EncodedBatch batch) {
        return FIXED_PART + batch.length();
    }

    @Override
    public void write(WriteBuffer out, EncodedBatch batch) {
        out.put((byte) (batch.encoding() == ENCODINGS[0] ? 0 : 1));
        out.putVarInt(batch.events());
        out.putVarLong(batch.oldest().toEpochMilli());
        out.putVarInt(batch.length());
        out.put(batch.payload(), 0, batch.length());
    }

    @Override
    public EncodedBatch read(ByteBuffer in) {
        PayloadEncoding encoding = ENCODINGS[in.get()];
        int events = DataUtils.readVarInt(in);
        Instant oldest = Instant.ofEpochMilli(DataUtils.readVarLong(in));
        byte[] payload = new byte[DataUtils.readVarInt(in)];
        in.get(payload);
        return new EncodedBatch(encoding, payload, events, oldest);
    }

    @Override
    public EncodedBatch[] createStorage(int size) {
        return new EncodedBatch[size];
    }
}
