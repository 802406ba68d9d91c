/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.demo.frontend;

import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Whom the frontend talks to, and where a browser finds the drawn flows.
 *
 * @param middleendUrl base of the middle-end's services
 * @param flowmonUrl base of the flowmon server, as the browser reaches it
 */
@ConfigurationProperties("demo")
record FrontendProperties(URI middleendUrl, URI flowmonUrl) {

    /** Where the flow of this correlation id is drawn. */
    URI flow(String correlationId) {
        return UriComponentsBuilder.fromUri(flowmonUrl)
                .pathSegment("flows", "{id}")
                .build(correlationId);
    }
}
