package dev.tapedeck.simulator.rest;

import dev.tapedeck.simulator.access.ApiKey;
import dev.tapedeck.simulator.access.RateLimiter;
import dev.tapedeck.simulator.core.Exchange;
import dev.tapedeck.simulator.fault.CallFaults;
import io.vertx.ext.web.Router;
import java.time.Clock;
import java.util.Map;

/** {@code /api/v1/private}: everything that needs a signature. */
public final class PrivateRoutes {
    private PrivateRoutes() {}

    /**
     * Mounts all private endpoints.
     *
     * @param shownClock what signed requests are compared with
     * @param faults what goes wrong with calls
     * @param afterCall runs once each answer is on its way; pushes what the call changed
     */
    public static void mount(
            Router router,
            Exchange exchange,
            Map<String, ApiKey> apiKeys,
            RateLimiter limiter,
            Clock wallClock,
            Clock shownClock,
            CallFaults faults,
            Runnable afterCall) {
        PrivateGate gate =
                new PrivateGate(router, exchange, apiKeys, limiter, wallClock, shownClock, faults, afterCall);
        new OrderRoutes(exchange, faults, wallClock).mount(gate);
        new PositionRoutes(exchange).mount(gate);
        new TriggerRoutes(exchange).mount(gate);
    }
}
