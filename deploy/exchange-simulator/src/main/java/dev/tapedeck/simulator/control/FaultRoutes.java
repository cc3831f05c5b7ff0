package dev.tapedeck.simulator.control;

import dev.tapedeck.simulator.fault.Fault;
import dev.tapedeck.simulator.fault.FaultBoard;
import dev.tapedeck.simulator.rest.Responses;
import dev.tapedeck.simulator.wire.Json;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.function.Consumer;

/** {@code /control/faults}: arm, list and clear what goes wrong. */
public final class FaultRoutes {
    private final FaultBoard faults;
    private final Consumer<Fault> arm;
    private final Runnable clear;

    public FaultRoutes(FaultBoard faults, Consumer<Fault> arm, Runnable clear) {
        this.faults = faults;
        this.arm = arm;
        this.clear = clear;
    }

    /** The routes are to be mounted after the one that lets only loopback callers through. */
    public void mount(Router router) {
        router.get("/control/faults").handler(this::list);
        router.post("/control/faults").handler(this::arm);
        router.delete("/control/faults").handler(context -> {
            clear.run();
            list(context);
        });
    }

    private void list(RoutingContext context) {
        Responses.send(context, Json.text(faults.json()));
    }

    private void arm(RoutingContext context) {
        try {
            arm.accept(Fault.of(ControlCalls.body(context)));
            list(context);
        } catch (IllegalArgumentException wrong) {
            ControlCalls.refuse(context, String.valueOf(wrong.getMessage()));
        }
    }
}
