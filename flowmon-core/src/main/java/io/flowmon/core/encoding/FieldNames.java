/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.encoding;

import tools.jackson.core.SerializableString;
import tools.jackson.core.io.SerializedString;

/** The names that events have most, encoded once. */
final class FieldNames {

    static final SerializableString EVENT_ID = new SerializedString("event_id");
    static final SerializableString CORRELATION_ID = new SerializedString("correlation_id");
    static final SerializableString TIMESTAMP = new SerializedString("timestamp");
    static final SerializableString MODULE_TYPE = new SerializedString("module_type");
    static final SerializableString MODULE_ID = new SerializedString("module_id");
    static final SerializableString ENDPOINT = new SerializedString("endpoint");
    static final SerializableString MESSAGE_TYPE = new SerializedString("message_type");
    static final SerializableString ROLE = new SerializedString("role");
    static final SerializableString ACTION_ID = new SerializedString("action_id");
    static final SerializableString MESSAGE_ID = new SerializedString("message_id");
    static final SerializableString PARENT_MESSAGE_ID = new SerializedString("parent_message_id");
    static final SerializableString BEGIN_TIMESTAMP = new SerializedString("begin_timestamp");
    static final SerializableString END_TIMESTAMP = new SerializedString("end_timestamp");
    static final SerializableString ELAPSED_TIME = new SerializedString("elapsed_time");
    static final SerializableString OUTCOME = new SerializedString("outcome");

    static final SerializableString PEER = new SerializedString("peer");
    static final SerializableString CONSUMER_GROUP = new SerializedString("consumer_group");

    private FieldNames() {}
}
