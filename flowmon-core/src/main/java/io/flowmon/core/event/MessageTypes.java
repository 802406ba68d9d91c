/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.event;

/** The message types that flowmon itself reports. An application's own events may carry any other text. */
public final class MessageTypes {

    public static final String BEGIN_CALL = "Begin call";
    public static final String END_CALL = "End call";
    public static final String BEGIN_SERVICE_CALL = "Begin service call";
    public static final String END_SERVICE_CALL = "End service call";
    public static final String SEND_MESSAGE = "Send message";
    public static final String RECEIVED_MESSAGE = "Received message";
    public static final String START_PROCESSING = "Start processing";
    public static final String END_PROCESSING = "End processing";
    public static final String BEGIN_SCHEDULED_TASK = "Begin scheduled task";
    public static final String END_SCHEDULED_TASK = "End scheduled task";

    private MessageTypes() {}
}
