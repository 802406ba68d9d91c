/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.benchmarks.service.logbook;

import org.springframework.boot.restclient.RestTemplateCustomizer;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestTemplate;
import org.zalando.logbook.spring.LogbookClientHttpRequestInterceptor;

/** Logs the calls that the service makes. */
@Component
class LogbookCustomizer implements RestTemplateCustomizer {

    private final LogbookClientHttpRequestInterceptor interceptor;

    LogbookCustomizer(LogbookClientHttpRequestInterceptor interceptor) {
        this.interceptor = interceptor;
    }

    @Override
    public void customize(RestTemplate restTemplate) {
        restTemplate.getInterceptors().add(interceptor);
    }
}
