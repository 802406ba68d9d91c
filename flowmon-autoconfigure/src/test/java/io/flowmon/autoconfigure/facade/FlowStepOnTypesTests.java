/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.facade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flowmon.autoconfigure.FlowStep;
import io.flowmon.autoconfigure.async.AsyncTesting;
import io.flowmon.autoconfigure.test.RecordingPublisher;
import io.flowmon.core.context.CurrentFlow;
import io.flowmon.core.event.Event;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class FlowStepOnTypesTests {

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(
                    AutoConfigurations.of(AsyncTesting.AUTO_CONFIGURATION, FlowmonFacadeAutoConfiguration.class))
            .withBean(CurrentFlow.class, () -> new CurrentFlow(List.of()))
            .withBean(RecordingPublisher.class);

    @Test
    void annotatedClass_makesItsPublicMethodsSteps() {
        runner.withBean(Basket.class).run(context -> {
            Basket basket = context.getBean(Basket.class);
            basket.price();
            basket.named();
            basket.hidden();
            assertThat(basket.toString()).isEqualTo("a basket");

            assertThat(context.getBean(RecordingPublisher.class).events())
                    .extracting(Event::messageType)
                    .containsExactly("Begin basket.price", "End basket.price", "Begin named", "End named");
        });
    }

    @Test
    void annotatedInterface_makesTheMethodsOfItsBeansSteps() {
        runner.withBean(Stock.class, StockOfOne::new).run(context -> {
            assertThatThrownBy(() -> context.getBean(Stock.class).reserve()).isExactlyInstanceOf(IOException.class);

            assertThat(context.getBean(RecordingPublisher.class).events())
                    .extracting(Event::messageType)
                    .containsExactly("Begin StockOfOne.reserve", "End StockOfOne.reserve");
        });
    }

    @FlowStep("basket")
    static class Basket {

        public int price() {
            return 1;
        }

        @FlowStep("named")
        public void named() {
            price();
        }

        void hidden() {
            named();
        }

        @Override
        public String toString() {
            return "a basket";
        }
    }

    @FlowStep
    interface Stock {

        void reserve() throws IOException;
    }

    static class StockOfOne implements Stock {

        @Override
        public void reserve() throws IOException {
            throw new IOException("no stock");
        }
    }
}
