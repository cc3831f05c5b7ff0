package dev.tapedeck.simulator;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;

/** The venue's port. It can be shut for a while: every connection drops and new ones are refused. For one event loop. */
final class Door {
    private static final long AGAIN_MILLIS = 100;

    private final Vertx vertx;
    private final String host;
    private final Handler<HttpServerRequest> handler;
    private int port;
    private boolean isShut;
    private HttpServer server;

    Door(Vertx vertx, String host, int port, Handler<HttpServerRequest> handler) {
        this.vertx = vertx;
        this.host = host;
        this.port = port;
        this.handler = handler;
        this.server = newServer();
    }

    private HttpServer newServer() {
        return vertx.createHttpServer(new HttpServerOptions().setTcpNoDelay(true))
                .requestHandler(handler);
    }

    /** Listens; completes with the port, which stays the same from then on. */
    Future<Integer> open() {
        return server.listen(port, host).map(bound -> {
            port = bound.actualPort();
            return port;
        });
    }

    /** Shuts the port and opens it again after a time; false when it is shut already. */
    boolean shut(long forMillis) {
        if (isShut) {
            return false;
        }
        isShut = true;
        server.close();
        vertx.setTimer(forMillis, timer -> reopen());
        return true;
    }

    private void reopen() {
        server = newServer();
        open().onSuccess(same -> isShut = false).onFailure(taken -> vertx.setTimer(AGAIN_MILLIS, timer -> reopen()));
    }
}
