package dev.tapedeck.gateway.in;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;

/** Gives the dashboard's page for every address that belongs to the dashboard, so that a link into it and a reload work. */
@ApplicationScoped
public class DashboardRoutes {
    private static final List<String> NOT_THE_DASHBOARD = List.of("/api", "/ws", "/q/", "/health");

    void register(@Observes Router router) {
        router.get("/assets/*").handler(DashboardRoutes::keepAssets);
        router.get().handler(DashboardRoutes::route);
    }

    /** Assets are named by their content, so what was found once never changes; that one is missing may change with the next release. */
    private static void keepAssets(RoutingContext request) {
        request.addHeadersEndHandler(sending -> {
            if (request.response().getStatusCode() == HttpResponseStatus.OK.code()) {
                request.response().putHeader(HttpHeaders.CACHE_CONTROL, "public, immutable, max-age=31536000");
            }
        });
        request.next();
    }

    private static void route(RoutingContext request) {
        String path = request.normalizedPath();
        String name = path.substring(path.lastIndexOf('/') + 1);
        boolean isFile = name.contains(".");
        if (path.equals("/") || isFile || NOT_THE_DASHBOARD.stream().anyMatch(path::startsWith)) {
            request.next();
        } else {
            request.reroute("/index.html");
        }
    }
}
