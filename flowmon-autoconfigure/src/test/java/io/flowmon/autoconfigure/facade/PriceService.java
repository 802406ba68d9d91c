/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.facade;

import io.flowmon.autoconfigure.FlowStep;
import io.flowmon.autoconfigure.Flowmon;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** The example of docs/developers.md. */
class PriceService {

    private final Flowmon flowmon;

    PriceService(Flowmon flowmon) {
        this.flowmon = flowmon;
    }

    @FlowStep("price order")
    int price(String order, Executor executor) {
        flowmon.businessKey("order_id", order);
        int basket = flowmon.step("price basket", () -> 40);
        flowmon.log("stock reserved", Map.of("article", "A-1", "pieces", 2));
        return CompletableFuture.supplyAsync(flowmon.wrapSupplier(() -> basket + shipping()), executor)
                .join();
    }

    private int shipping() {
        flowmon.log("shipping asked");
        return 2;
    }

    @FlowStep
    void reject() throws OutOfStockException {
        throw new OutOfStockException();
    }

    static final class OutOfStockException extends Exception {

        private static final long serialVersionUID = 1L;
    }
}
