/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.intake;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.flowmon.server.event.IncomingEvent;
import io.flowmon.server.event.SealedOriginal;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SealedMemberTests {

    private static final String SENT = "{\"correlation_id\":\"a\",\"timestamp\":\"2026-01-30T12:05:29Z\","
            + "\"module_type\":\"shop\",\"message_id\":\"6f1d0b8e-0b0b-4c5e-9d4c-2a3b4c5d6e7f\",\"role\":\"sender\"";
    private static final byte[] SEALED = new byte[40];
    private static final String BODY = Base64.getUrlEncoder().withoutPadding().encodeToString(SEALED);

    private final AtomicInteger asked = new AtomicInteger();

    @Test
    void sealedOriginal_isTakenOutOfTheEvent() throws Exception {
        IncomingEvent event = decoded(true, SENT + ",\"sealed\":{\"key\":\"k1\",\"body\":\"" + BODY + "\"}}");

        assertThat(event.sealed())
                .isNotNull()
                .returns("k1", SealedOriginal::keyId)
                .returns(null, SealedOriginal::since);
        assertThat(Objects.requireNonNull(event.sealed()).sealed()).isEqualTo(SEALED);
        assertThat(event.others()).isEqualTo("{\"sealed\":{\"key\":\"k1\"}}");
    }

    @Test
    void sealedOriginalThatIsNotKept_leavesANote() throws Exception {
        IncomingEvent event = decoded(false, SENT + ",\"sealed\":{\"body\":\"" + BODY + "\",\"key\":\"k1\"}}");

        assertThat(event.sealed()).isNull();
        assertThat(event.others()).isEqualTo("{\"sealed\":{\"key\":\"k1\",\"dropped\":true}}");
        assertThat(asked).hasValue(1);
    }

    @Test
    void sealedOriginalOfAnyoneButASender_isDropped() throws Exception {
        String sealed = ",\"sealed\":{\"key\":\"k1\",\"body\":\"" + BODY + "\"}}";

        assertThat(decoded(true, SENT.replace("sender", "receiver") + sealed).sealed())
                .isNull();
        assertThat(decoded(true, SENT.replace("message_id", "x") + sealed).sealed())
                .isNull();
        assertThat(asked).hasValue(0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"key\":\"k1\",\"body\":\"%%%\"}",
                "{\"key\":\"k1\",\"body\":\"AAAA\"}",
                "{\"key\":\"k1\",\"body\":[1]}",
                "{\"key\":\"No Key\",\"body\":\"AAAA\"}",
                "{\"body\":\"AAAA\"}"
            })
    void whatCannotBeUnsealed_isNotKept(String member) throws Exception {
        IncomingEvent event = decoded(true, SENT + ",\"sealed\":" + member + "}");

        assertThat(event.sealed()).isNull();
        assertThat(event.others()).isEqualTo("{\"sealed\":{\"unusable\":true}}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {"{\"key\":\"k1\",\"too_large\":true}", "\"with a \\\"body\\\"\"", "true", "[1, 2]"})
    void whatHoldsNothingSealed_staysAsItIs(String member) throws Exception {
        IncomingEvent event = decoded(true, SENT + ",\"sealed\":" + member + "}");

        assertThat(event.sealed()).isNull();
        assertThat(event.others()).isEqualTo("{\"sealed\":" + member + "}");
    }

    @Test
    void nameWithAnEscape_isTheSameName() throws Exception {
        IncomingEvent event = decoded(true, SENT + ",\"sealed\":{\"key\":\"k1\",\"\\u0062ody\":\"" + BODY + "\"}}");

        assertThat(event.sealed()).isNotNull();
        assertThat(event.others()).isEqualTo("{\"sealed\":{\"key\":\"k1\"}}");
    }

    @Test
    void memberWithAMillionValues_isReadWithoutKeepingThem() throws Exception {
        String many = SENT + ",\"sealed\":{\"body\":1,\"x\":[{}" + ",{}".repeat(1_300_000) + "]}}";
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        decoded(true, SENT + "}");
        long before = threads.getCurrentThreadAllocatedBytes();

        IncomingEvent event = decoded(true, many);

        assertThat(event.others()).isEqualTo("{\"sealed\":{\"unusable\":true}}");
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(40_000_000);
    }

    private IncomingEvent decoded(boolean keeps, String json) throws UndecodableException {
        DecodedEvents decoded = new EventDecoder(() -> {
                    asked.incrementAndGet();
                    return keeps;
                })
                .decode(json.getBytes(StandardCharsets.UTF_8));
        assertThat(decoded.rejected()).isEmpty();
        return decoded.events().get(0);
    }
}
