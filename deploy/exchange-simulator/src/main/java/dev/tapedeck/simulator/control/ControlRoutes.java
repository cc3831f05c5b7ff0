package dev.tapedeck.simulator.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tapedeck.simulator.core.Exchange;
import dev.tapedeck.simulator.play.Pace;
import dev.tapedeck.simulator.play.TapeDrive;
import dev.tapedeck.simulator.rest.Responses;
import dev.tapedeck.simulator.socket.SocketHub;
import dev.tapedeck.simulator.wire.Json;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** {@code /control}: status, play, pause, speed, step and the ledger. */
public final class ControlRoutes {
    private static final int FORBIDDEN = 403;
    private static final int CONFLICT = 409;

    private final Exchange exchange;
    private final TapeDrive drive;
    private final SocketHub hub;
    private final long tapeEndMillis;

    /** @param tapeEndMillis tape time of the last print that will be played */
    public ControlRoutes(Exchange exchange, TapeDrive drive, SocketHub hub, long tapeEndMillis) {
        this.exchange = exchange;
        this.drive = drive;
        this.hub = hub;
        this.tapeEndMillis = tapeEndMillis;
    }

    public void mount(Router router) {
        router.route("/control/*").handler(ControlRoutes::requireLoopback);
        router.get("/control/status").handler(this::sendStatus);
        router.get("/control/ledger")
                .handler(context -> Responses.send(context, Json.text(LedgerRows.ledger(exchange))));
        router.get("/control/ledger/orders").handler(this::orders);
        router.post("/control/play").handler(context -> {
            drive.play();
            sendStatus(context);
        });
        router.post("/control/pause").handler(context -> {
            drive.pause();
            sendStatus(context);
        });
        router.post("/control/speed").handler(this::speed);
        router.post("/control/step").handler(this::step);
    }

    private static void requireLoopback(RoutingContext context) {
        SocketAddress remote = context.request().remoteAddress();
        try {
            if (InetAddress.getByName(remote.hostAddress()).isLoopbackAddress()) {
                context.next();
                return;
            }
        } catch (UnknownHostException e) {
            // an address that does not parse is not loopback
        }
        ControlCalls.fail(
                context, FORBIDDEN, "the control API answers loopback callers only, was " + remote.hostAddress());
    }

    private void sendStatus(RoutingContext context) {
        ObjectNode status = Json.object()
                .put("mode", drive.pace().modeName())
                .put("playing", drive.isPlaying())
                .put("speed", drive.pace().speedName())
                .put("tapeTime", exchange.nowMillis())
                .put("tapeStart", drive.startMillis())
                .put("tapeEnd", tapeEndMillis)
                .put("done", drive.isDone())
                .put("sockets", hub.count());
        ArrayNode symbols = status.putArray("symbols");
        exchange.markets().forEach(market -> symbols.add(market.instrument().symbol()));
        Responses.send(context, Json.text(status));
    }

    private void orders(RoutingContext context) {
        String from = context.request().getParam("from", "0");
        try {
            int first = Integer.parseUnsignedInt(from);
            Responses.send(context, Json.text(LedgerRows.orders(exchange, first)));
        } catch (NumberFormatException malformed) {
            ControlCalls.refuse(context, "from must be a whole number, was '" + from + "'");
        }
    }

    private void speed(RoutingContext context) {
        JsonNode body = ControlCalls.body(context);
        try {
            drive.pace(Pace.parse(body == null ? "" : body.path("speed").asText()));
            sendStatus(context);
        } catch (IllegalArgumentException e) {
            ControlCalls.refuse(context, String.valueOf(e.getMessage()));
        }
    }

    private void step(RoutingContext context) {
        if (drive.pace().mode() != Pace.Mode.LOCKSTEP) {
            ControlCalls.fail(
                    context,
                    CONFLICT,
                    "step needs speed lockstep, was " + drive.pace().speedName());
            return;
        }
        drive.step()
                .onSuccess(step -> Responses.send(
                        context,
                        Json.text(Json.object()
                                .put("tapeTime", step.tapeMillis())
                                .put("trades", step.prints())
                                .put("done", step.done()))))
                .onFailure(context::fail);
    }
}
