package dev.tapedeck.simulator.fault;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/** What goes wrong with private calls, before they are processed and after. */
public final class CallFaults {
    private static final int FORBIDDEN = 403;
    private static final int SERVER_ERROR = 500;
    private static final String TOO_FREQUENT =
            "{\"success\":false,\"code\":510,\"message\":\"Requests are too frequent, please try again later\"}";
    private static final String MAINTENANCE =
            "{\"success\":false,\"code\":500,\"message\":\"Under maintenance, please try again later\"}";

    private final Vertx vertx;
    private final FaultBoard faults;

    public CallFaults(Vertx vertx, FaultBoard faults) {
        this.vertx = vertx;
        this.faults = faults;
    }

    /**
     * Answers a call, or cuts its connection, before anything of it is processed.
     *
     * @param creates whether it creates an order
     * @return whether it did, so that the call is over
     */
    public boolean intercept(RoutingContext context, boolean creates) {
        if (faults.strike(FaultKind.FORBIDDEN).isPresent()) {
            html(context, FORBIDDEN);
        } else if (faults.strike(FaultKind.MAINTENANCE).isPresent()) {
            json(context, MAINTENANCE);
        } else if (faults.strike(FaultKind.RATE_LIMITED).isPresent()) {
            json(context, TOO_FREQUENT);
        } else if (isRead(context) && faults.strike(FaultKind.READ_ERROR).isPresent()) {
            html(context, SERVER_ERROR);
        } else {
            return creates && interceptCreation(context);
        }
        return true;
    }

    private static boolean isRead(RoutingContext context) {
        return HttpMethod.GET.equals(context.request().method());
    }

    private boolean interceptCreation(RoutingContext context) {
        if (faults.strike(FaultKind.LOSE_REQUEST).isPresent()) {
            cut(context);
            return true;
        }
        Optional<Fault> reject = faults.strike(FaultKind.REJECT);
        if (reject.isPresent()) {
            json(
                    context,
                    "{\"success\":false,\"code\":" + reject.get().code() + ",\"message\":\"refused by a fault\"}");
            return true;
        }
        if (faults.active(FaultKind.SERVER_ERROR)
                .filter(fault -> !fault.processed())
                .isPresent()) {
            faults.strike(FaultKind.SERVER_ERROR).ifPresent(fault -> html(context, fault.status()));
            return true;
        }
        return false;
    }

    /** Lets the answer of a processed call go, late, as something else, or not at all. */
    public void deliver(RoutingContext context, boolean creates, Runnable send) {
        if (creates && faults.strike(FaultKind.LOSE_ACK).isPresent()) {
            cut(context);
            return;
        }
        Optional<Fault> error = creates ? faults.strike(FaultKind.SERVER_ERROR) : Optional.empty();
        Runnable answer = error.<Runnable>map(fault -> () -> html(context, fault.status()))
                .orElse(send);
        faults.strike(FaultKind.LATENCY)
                .ifPresentOrElse(late -> vertx.setTimer(late.millis(), timer -> answer.run()), answer);
    }

    private static void cut(RoutingContext context) {
        context.request().connection().close();
    }

    private static void json(RoutingContext context, String text) {
        context.response().putHeader("Content-Type", "application/json").end(text);
    }

    private static void html(RoutingContext context, int status) {
        context.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "text/html")
                .end("<html><body>" + status + "</body></html>");
    }
}
