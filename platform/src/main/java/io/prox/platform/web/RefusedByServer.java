package io.prox.platform.web;

import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/// How the server answers what it refuses by itself, such as an address that is too long.
final class RefusedByServer extends ErrorHandler {
    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        BrowserHeaders.each(response.getHeaders()::put);
        return super.handle(request, response, callback);
    }
}
