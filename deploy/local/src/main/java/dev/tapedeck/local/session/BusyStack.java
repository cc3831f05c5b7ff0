package dev.tapedeck.local.session;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tapedeck.contracts.codec.Json;
import dev.tapedeck.contracts.event.RiskLimits;
import dev.tapedeck.contracts.value.Usdt;
import dev.tapedeck.local.Gateway;
import dev.tapedeck.local.Layout;
import dev.tapedeck.local.Member;
import dev.tapedeck.local.StackSpecs;
import dev.tapedeck.local.VenueKey;
import dev.tapedeck.local.questdb.HistorySchema;
import dev.tapedeck.local.strategy.RestlessStrategy;
import dev.tapedeck.local.supervise.Supervisor;
import dev.tapedeck.local.tape.BusyTape;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A whole stack that trades as fast as it may, to be measured or broken: calm tapes that trade all the time, a strategy that enters and leaves whenever it can, and
 * limits that do not bind.
 *
 * @param symbols how many
 * @param tapeSeconds after which the market ends
 * @param rateLimited whether the venue, and the order service by itself, limit the rate of requests as in life; else orders go as fast as the pipeline brings them
 */
public record BusyStack(Layout layout, int symbols, int tapeSeconds, int tradesPerSecond, boolean rateLimited) {
    /** Settings of an order service that keeps no rate limit by itself. */
    public static final Map<String, String> UNLIMITED_ORDERS =
            Map.of("TAPEDECK_VENUE_RATES_CREATIONS", "1000000", "TAPEDECK_VENUE_RATES_CREATIONS_FOR_EXITS", "1");

    /** USDT that the account begins with. */
    public static final BigDecimal BALANCE = BigDecimal.valueOf(1_000_000);

    /** Starts everything, waits until it is ready, and returns the id of the session, whose market runs. */
    public String start(Supervisor supervisor) {
        return start(supervisor, StackSpecs.freeRunning(layout, VenueKey.random()), null);
    }

    /**
     * Does the same with other settings of the gateway.
     *
     * @param gateway its environment, beside the usual
     */
    public String start(Supervisor supervisor, Map<String, String> gateway) {
        return start(supervisor, StackSpecs.freeRunning(layout, VenueKey.random()), null, gateway);
    }

    /**
     * Does the same with processes that the caller knows how to run more of.
     *
     * @param askedId the id that the session is to have; null when the gateway is to name it
     */
    public String start(Supervisor supervisor, StackSpecs specs, @Nullable String askedId) {
        return start(supervisor, specs, askedId, Map.of());
    }

    private String start(
            Supervisor supervisor, StackSpecs specs, @Nullable String askedId, Map<String, String> gateway) {
        specs.checkBuilt();
        supervisor.startGroup(List.of(specs.broker(), specs.questDb(), specs.simulator(simulatorArguments())));
        new HistorySchema(layout).up();
        var simulator = new SimulatorControl(layout);
        List<String> names = simulator.symbols();
        supervisor.startGroup(Member.services().stream()
                .map(service -> specs.service(service, names).with(settings(service, gateway)))
                .toList());
        JsonNode session = new Gateway(layout).post("/api/trading/sessions", session(names, askedId));
        simulator.play();
        supervisor.markReady();
        return session.path("sessionId").asText();
    }

    private Map<String, String> settings(Member service, Map<String, String> gateway) {
        return switch (service) {
            case GATEWAY -> gateway;
            case ORDER -> rateLimited ? Map.of() : UNLIMITED_ORDERS;
            default -> Map.of();
        };
    }

    private List<String> simulatorArguments() {
        List<String> tapes =
                BusyTape.write(layout.state().resolve("busy-tapes"), symbols, tapeSeconds, tradesPerSecond);
        var arguments = new ArrayList<>(List.of(
                "--tape", String.join(",", tapes), "--speed", "1", "--balance", BALANCE.toPlainString(), "--paused"));
        if (!rateLimited) {
            arguments.addAll(List.of("--rate-limit", "off"));
        }
        return arguments;
    }

    private static JsonNode session(List<String> symbols, @Nullable String askedId) {
        ObjectNode body = Json.MAPPER.createObjectNode();
        if (askedId != null) {
            body.put("sessionId", askedId);
        }
        body.put("mode", "PAPER");
        body.set("symbols", Json.MAPPER.valueToTree(symbols));
        body.set("strategies", Json.MAPPER.valueToTree(List.of(RestlessStrategy.definition())));
        body.put("initialBalanceUsdt", BALANCE.toPlainString());
        body.set(
                "limits",
                Json.MAPPER.valueToTree(new RiskLimits(
                        Usdt.of(10_000),
                        10,
                        100,
                        10_000,
                        10_000,
                        100_000,
                        100_000,
                        Usdt.of(1_000_000),
                        10_000,
                        10_000,
                        10_000,
                        10_000,
                        100_000,
                        10_000)));
        return body;
    }
}
