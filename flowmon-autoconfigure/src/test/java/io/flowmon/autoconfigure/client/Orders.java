/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.client;

import java.util.Map;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.PostExchange;

/** A service as an application declares it. */
interface Orders {

    @GetExchange("/orders/{id}")
    String order(@PathVariable("id") int id, @RequestParam("view") String view);

    @PostExchange("/orders")
    String create(@RequestBody Map<String, Integer> order);
}
