/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.message;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flowmon.core.envelope.Envelope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class MessageReaderTests {

    private static final String ID = "0198a000-0000-7000-8000-000000000001";
    private static final String PARENT = "f47ac10b-58cc-4372-a567-0e02b2c3d479";

    private final MessageReader reader = new MessageReader(JsonMapper.shared());

    @Test
    void read_microTrackersRoot_isAFlowOfItsOwn() {
        Envelope envelope = read("{\"uuid\":\"" + ID + "\",\"parent_uuid\":null,\"content\":{\"command\":\"list\"}}");

        assertThat(envelope.messageId()).hasToString(ID);
        assertThat(envelope.parentMessageId()).isNull();
        assertThat(envelope.correlationId()).isEqualTo(ID);
        assertThat(new String(envelope.content(), UTF_8)).isEqualTo("{\"command\":\"list\"}");
    }

    @Test
    void read_microTrackersChild_belongsToItsParentsFlow() {
        Envelope envelope =
                read("{\"uuid\":\"" + ID + "\",\"parent_uuid\":\"" + PARENT + "\",\"content\":\"hello\",\"more\":1}");

        assertThat(envelope.parentMessageId()).hasToString(PARENT);
        assertThat(envelope.correlationId()).isEqualTo(PARENT);
    }

    @Test
    void read_envelopeLaidOutForPeople_isRead() {
        Envelope envelope = read("\n { \"flowmon\" : { \"v\": 1, \"correlation_id\": \"c\", \"message_id\": \"" + ID
                + "\", \"replay\": true },\n  \"content\" : [1, 2] }\n");

        assertThat(envelope.replay()).isTrue();
        assertThat(new String(envelope.content(), UTF_8).strip()).isEqualTo("[1, 2]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``|a message is a JSON object, and not empty",
                "hello|it is not JSON (line 1, column 1)",
                "[1]|a message is a JSON object, and not an array",
                "\"text\"|a message is a JSON object, and not a string",
                "12|a message is a JSON object, and not a number",
                "null|a message is a JSON object, and not null",
                "{}|it has neither \"flowmon\" nor \"uuid\"",
                "{\"uuid\":5,\"content\":1}|\"uuid\" is not a UUID",
                "{\"uuid\":\"0198a000-0000-7000-8000-000000000001\"}|it has no \"content\"",
                "{\"uuid\":\"0198a000-0000-7000-8000-000000000001\",\"parent_uuid\":\"x\",\"content\":1}|\"parent_uuid\" is not a UUID",
                "{\"content\":1,\"flowmon\":{}}|its first field is not \"flowmon\"",
                "{\"flowmon\":3}|\"flowmon\" is not an object",
                "{\"flowmon\":{\"v\":2}}|its version (\"v\") is not 1",
                "{\"flowmon\":{\"v\":1}}|it has no correlation_id, or no message_id",
                "{\"flowmon\":{\"v\":1,\"message_id\":\"1\"}}|its header cannot be read: one of its message ids is not a UUID",
                "{\"flowmon\":{\"v\":1,\"correlation_id\":4}}|its header cannot be read: \"correlation_id\" is not a string",
                "{\"flowmon\":{\"v\":1,\"correlation_id\":\"a b\"}}|its header cannot be read: its correlation_id has other characters than A-Za-z0-9._:-, or too many",
                "{\"flowmon\":{\"v\":1,\"sent_at\":\"noon\"}}|its header cannot be read: its sent_at is not a time",
                "{\"flowmon\":{\"v\":1,\"correlation_id\":\"c\",\"message_id\":\"0198a000-0000-7000-8000-000000000001\"}}|\"content\" does not follow \"flowmon\"",
                "{\"flowmon\":{\"v\":1,\"correlation_id\":\"c\",\"message_id\":\"0198a000-0000-7000-8000-000000000001\"},\"content\":1,\"x\":2}|something follows its content"
            })
    void read_noMessage_saysWhatIsWrong(String text, String problem) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(MessageFormatException.class)
                .hasMessage("This is no message: " + problem + ".");
    }

    @Test
    void read_noMessage_quotesNothingOfIt() {
        assertThatThrownBy(() -> read("hunter2 {")).hasMessageNotContaining("hunter2");
    }

    private Envelope read(String message) {
        return reader.read(message.getBytes(UTF_8));
    }
}
