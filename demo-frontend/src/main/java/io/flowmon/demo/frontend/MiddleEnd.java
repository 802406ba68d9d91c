/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.demo.frontend;

import java.math.BigDecimal;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import org.springframework.web.client.RestClientResponseException;

/** The middle-end's two services. Any failure of them is a {@link MiddleEndException}. */
@Component
class MiddleEnd {

    private final RestClient client;
    private final FrontendProperties properties;

    MiddleEnd(RestClient.Builder builder, FrontendProperties properties) {
        this.client = builder.baseUrl(properties.middleendUrl()).build();
        this.properties = properties;
    }

    Estimate estimate(MessageOrder order) {
        return call(
                client.get()
                        .uri(
                                "/endpoint1?numberOfMessages={numberOfMessages}&timeToSpend={timeToSpend}",
                                order.numberOfMessages(),
                                order.timeToSpend()),
                Estimate.class);
    }

    Accepted send(MessageOrder order) {
        return call(
                client.post()
                        .uri("/endpoint2")
                        .contentType(MediaType.APPLICATION_JSON)
                        .body(order),
                Accepted.class);
    }

    private <T> T call(RestClient.RequestHeadersSpec<?> request, Class<T> type) {
        try {
            return request.retrieve().requiredBody(type);
        } catch (RestClientResponseException e) {
            throw MiddleEndException.refused(e);
        } catch (ResourceAccessException e) {
            throw MiddleEndException.unreachable(properties.middleendUrl(), e);
        } catch (RestClientException e) {
            throw MiddleEndException.unreadable(e);
        }
    }

    /** @param seconds how long the backend needs at least */
    record Estimate(BigDecimal seconds) {}

    /** @param accepted how many messages are on their way to the backend */
    record Accepted(int accepted) {}
}
