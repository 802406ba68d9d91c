/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.web;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What of the calls to this service is captured.
 *
 * @param enabled Whether calls to this service are captured.
 * @param maxBodySize Most bytes kept of each request body and each response body; 0B keeps none.
 * @param include Paths to capture, as patterns such as /orders/**; empty: all.
 * @param exclude Paths not to capture, as patterns; stronger than include.
 * @param includeMethods HTTP methods to capture; empty: all.
 * @param excludeMethods HTTP methods not to capture, such as OPTIONS.
 * @param includeContentTypes Content types of calls to capture, where the request or the answer has one of them; empty:
 *     all. Holds begin events back until the end.
 * @param excludeContentTypes Content types of calls not to capture, where the request or the answer has one of them;
 *     type/* stands for all its subtypes. Holds begin events back until the end.
 * @param includeStatuses Statuses of calls to capture, such as 404 or 5xx; empty: all. Holds begin events back until the
 *     end.
 * @param excludeStatuses Statuses of calls not to capture, such as 404 or 3xx. Holds begin events back until the end.
 * @param actuator Whether calls to the actuator are captured as well.
 * @param excludeBodyTypes Content types whose bodies are counted and not kept; type/* stands for all its subtypes.
 * @param trustIncomingIds Whether ids that come with a request are taken over; false at the edge, where anybody calls.
 * @param responseHeader Name of a response header that tells the correlation id; absent: none is sent.
 * @param headers Names of the headers that carry the ids.
 */
@ConfigurationProperties("flowmon.web")
record FlowmonWebProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("8KB") DataSize maxBodySize,
        @DefaultValue List<String> include,
        @DefaultValue List<String> exclude,
        @DefaultValue Set<String> includeMethods,
        @DefaultValue Set<String> excludeMethods,
        @DefaultValue List<String> includeContentTypes,
        @DefaultValue List<String> excludeContentTypes,
        @DefaultValue Set<String> includeStatuses,
        @DefaultValue Set<String> excludeStatuses,
        @DefaultValue("false") boolean actuator,

        @DefaultValue({
            "multipart/*",
            "image/*",
            "audio/*",
            "video/*",
            "font/*",
            "text/css",
            "text/event-stream",
            "text/javascript",
            "application/gzip",
            "application/javascript",
            "application/octet-stream",
            "application/pdf",
            "application/zip"
        })
        List<String> excludeBodyTypes,

        @DefaultValue("true") boolean trustIncomingIds,
        @Nullable String responseHeader,
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
