/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.query.connection;

import io.flowmon.server.query.QueryScope;
import jakarta.servlet.ServletException;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;

/** Opens the scope of each request's questions. */
final class QueryScopeValve extends ValveBase {

    QueryScopeValve() {
        super(true);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        QueryScope scope = QueryScope.open(new ConnectionProbe(request));
        try {
            getNext().invoke(request, response);
        } finally {
            scope.close();
        }
    }
}
