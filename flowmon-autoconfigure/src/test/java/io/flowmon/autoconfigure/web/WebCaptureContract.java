/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.web;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.TestInstance;

/**
 * What capture must do, and must not do, in every servlet container. A further container is one more class like
 * {@link TomcatWebCaptureTests}: it names the configuration that brings the container.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class WebCaptureContract {

    private final WebTestServers servers;

    WebCaptureContract(Class<?> container) {
        this.servers = new WebTestServers(container);
    }

    @AfterAll
    void stopServers() {
        servers.close();
    }

    @Nested
    class SameAnswers extends SameAnswersContract {
        SameAnswers() {
            super(servers);
        }
    }

    @Nested
    class Calls extends CallContract {
        Calls() {
            super(servers);
        }
    }

    @Nested
    class Bodies extends BodyContract {
        Bodies() {
            super(servers);
        }
    }

    @Nested
    class Forms extends FormContract {
        Forms() {
            super(servers);
        }
    }

    @Nested
    class ErrorPagesOfSomeErrors extends ErrorPageContract {
        ErrorPagesOfSomeErrors() {
            super(servers);
        }
    }

    @Nested
    class Troubles extends TroubleContract {
        Troubles() {
            super(servers);
        }
    }

    @Nested
    class Flows extends FlowContract {
        Flows() {
            super(servers);
        }
    }

    @Nested
    class Asynchronous extends AsyncContract {
        Asynchronous() {
            super(servers);
        }
    }

    @Nested
    class Selection extends SelectionContract {
        Selection() {
            super(servers);
        }
    }

    @Nested
    class ResponseHeader extends ResponseHeaderContract {
        ResponseHeader() {
            super(servers);
        }
    }

    @Nested
    class Security extends SecurityContract {
        Security() {
            super(servers);
        }
    }

    @Nested
    class HostileInput extends HostileInputContract {
        HostileInput() {
            super(servers);
        }
    }
}
