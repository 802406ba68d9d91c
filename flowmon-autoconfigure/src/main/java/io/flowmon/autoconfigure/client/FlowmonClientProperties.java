/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.client;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What of the calls that this service makes is captured.
 *
 * @param enabled Whether calls that this service makes are captured.
 * @param maxBodySize Most bytes kept of each request body and each response body; 0B keeps none.
 * @param excludeHosts Hosts whose calls are not captured and get no ids; * stands for any characters.
 * @param propagateTo Hosts that ids are passed on to; * stands for any characters.
 * @param excludeBodyTypes Content types whose bodies are counted and not kept; type/* stands for all its subtypes.
 * @param headers Names of the headers that carry the ids.
 */
@ConfigurationProperties("flowmon.client")
record FlowmonClientProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("8KB") DataSize maxBodySize,
        @DefaultValue List<String> excludeHosts,
        @DefaultValue("*") List<String> propagateTo,

        @DefaultValue({
            "multipart/*",
            "image/*",
            "audio/*",
            "video/*",
            "font/*",
            "text/event-stream",
            "application/gzip",
            "application/octet-stream",
            "application/pdf",
            "application/zip"
        })
        List<String> excludeBodyTypes,

        @DefaultValue HeaderNames headers) {

    /**
     * Names of the headers that carry the ids.
     *
     * @param correlationId Carries the id of the flow.
     * @param messageId Carries the id of the request as a message.
     * @param sampled Carries 0 for a flow that is not recorded, and the rate of one that is recorded among others.
     */
    record HeaderNames(
            @DefaultValue("X-Correlation-Id") String correlationId,
            @DefaultValue("X-Message-Id") String messageId,
            @DefaultValue("X-Flow-Sampled") String sampled) {}
}
