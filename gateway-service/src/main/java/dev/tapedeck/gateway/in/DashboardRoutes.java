package dev.tapedeck.gateway.in;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;

/** Gives the dashboard's page for every address that belongs to the dashboard, so that a link into it and a reload work. */
@ApplicationScoped
public class DashboardRoutes {
    private static final List<String> NOT_THE_DASHBOARD = List.of("/api", "/ws", "/q/");

    void register(@Observes Router router) {
        router.get().handler(DashboardRoutes::route);
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
