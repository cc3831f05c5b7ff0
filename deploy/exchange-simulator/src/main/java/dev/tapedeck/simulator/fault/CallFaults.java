package dev.tapedeck.simulator.fault;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/** What goes wrong with private calls: before anything of them is processed, with creations of orders, and with answers. */
public final class CallFaults {
    private static final int FORBIDDEN = 403;
    private static final int SERVER_ERROR = 500;
    private static final int TOO_FREQUENT = 510;
    private static final int UNDER_MAINTENANCE = 500;

    private final Vertx vertx;
    private final FaultBoard faults;

    public CallFaults(Vertx vertx, FaultBoard faults) {
        this.vertx = vertx;
        this.faults = faults;
    }

    /**
     * What a call is answered with before the venue looks at it; empty lets it through.
     *
     * @param reads whether it only asks
     */
    public Optional<FaultAnswer> insteadOfCall(boolean reads) {
        if (strikes(FaultKind.FORBIDDEN)) {
            return Optional.of(FaultAnswer.html(FORBIDDEN));
        }
        if (strikes(FaultKind.MAINTENANCE)) {
            return Optional.of(FaultAnswer.envelope(UNDER_MAINTENANCE, "Under maintenance, please try again later"));
        }
        if (strikes(FaultKind.RATE_LIMITED)) {
            return Optional.of(FaultAnswer.envelope(TOO_FREQUENT, "Requests are too frequent, please try again later"));
        }
        return reads && strikes(FaultKind.READ_ERROR) ? Optional.of(FaultAnswer.html(SERVER_ERROR)) : Optional.empty();
    }

    private boolean strikes(FaultKind kind) {
        return faults.strike(kind).isPresent();
    }

    /** What a signed and readable creation is answered with instead of being processed; empty lets it through. */
    public Optional<FaultAnswer> insteadOfCreation() {
        if (strikes(FaultKind.LOSE_REQUEST)) {
            return Optional.of(FaultAnswer.cut());
        }
        Optional<Fault> reject = faults.strike(FaultKind.REJECT);
        if (reject.isPresent()) {
            return Optional.of(FaultAnswer.envelope(reject.get().code(), "refused by a fault"));
        }
        return serverError(false);
    }

    /** What a creation that is processed is answered with instead of its verdict; empty tells the verdict. */
    public Optional<FaultAnswer> insteadOfVerdict() {
        return strikes(FaultKind.LOSE_ACK) ? Optional.of(FaultAnswer.cut()) : serverError(true);
    }

    private Optional<FaultAnswer> serverError(boolean processed) {
        return faults.active(FaultKind.SERVER_ERROR)
                .filter(fault -> fault.processed() == processed)
                .flatMap(fault -> faults.strike(FaultKind.SERVER_ERROR))
                .map(fault -> FaultAnswer.html(fault.status()));
    }

    /** Notes that a call or login was refused for its time, which is a strike while the clock is moved. */
    public void refusedForItsTime() {
        faults.strike(FaultKind.CLOCK_SKEW);
    }

    /** Closes the connection, or sends the answer as any other is sent. */
    public void send(RoutingContext context, FaultAnswer answer) {
        if (answer.isCut()) {
            context.request().connection().close();
            return;
        }
        send(
                context,
                () -> context.response()
                        .setStatusCode(answer.status())
                        .putHeader("Content-Type", answer.contentType())
                        .end(answer.body()));
    }

    /** Lets an answer go, late while it is to be so; to a caller who is gone by then, not at all. */
    public void send(RoutingContext context, Runnable answer) {
        faults.strike(FaultKind.LATENCY)
                .ifPresentOrElse(late -> vertx.setTimer(late.millis(), timer -> ifOpen(context, answer)), answer);
    }

    private static void ifOpen(RoutingContext context, Runnable answer) {
        HttpServerResponse response = context.response();
        if (!response.closed() && !response.ended()) {
            answer.run();
        }
    }
}
