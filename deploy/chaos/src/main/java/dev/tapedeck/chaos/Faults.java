package dev.tapedeck.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tapedeck.contracts.codec.Json;
import dev.tapedeck.local.Http;
import dev.tapedeck.local.Layout;
import dev.tapedeck.local.Member;
import dev.tapedeck.local.StackFailure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Carries strikes out. Whoever was put to sleep is woken, at the latest by {@link #close}. Used by one thread. */
final class Faults implements AutoCloseable {
    private static final long OUTAGE_PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(15);

    private final Layout layout;
    private final Recoveries recoveries;
    private final InFlightKill inFlightKill;
    private final Map<Long, Long> sleepersUntilNanos = new HashMap<>();
    private int carriedOut;

    Faults(Layout layout, Recoveries recoveries) {
        this.layout = layout;
        this.recoveries = recoveries;
        this.inFlightKill = new InFlightKill(layout, recoveries);
    }

    int carriedOut() {
        return carriedOut;
    }

    /** Returns whether there was something to strike. */
    boolean strike(Strike strike) {
        boolean struck = switch (strike.kind()) {
            case KILL, BROKER_RESTART -> recoveries.kill(strike.target());
            case KILL_IN_FLIGHT -> inFlightKill.strike(strike.choice());
            case PAUSE -> sleep(strike);
            case EXTERNAL_OPEN, EXTERNAL_CLOSE, LIQUIDATE -> movePosition(strike);
            default -> tellVenue("/control/faults", strike.parameters());
        };
        carriedOut += struck ? 1 : 0;
        return struck;
    }

    /** Wakes whoever has slept long enough. */
    void wakeSleepers() {
        long now = System.nanoTime();
        for (var sleeper : List.copyOf(sleepersUntilNanos.entrySet())) {
            if (now - sleeper.getValue() >= 0) {
                signal("CONT", sleeper.getKey());
                sleepersUntilNanos.remove(sleeper.getKey());
            }
        }
    }

    /** Ends every fault that still lasts. */
    void end() throws InterruptedException {
        close();
        long deadline = System.nanoTime() + OUTAGE_PATIENCE_NANOS;
        while (!isDeleted()) {
            if (System.nanoTime() > deadline) {
                throw new StackFailure("the exchange simulator must be back within "
                        + TimeUnit.NANOSECONDS.toSeconds(OUTAGE_PATIENCE_NANOS) + " s after the last fault");
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }

    private boolean isDeleted() {
        try {
            Http.delete(layout.url(Member.EXCHANGE_SIMULATOR, "/control/faults"));
            return true;
        } catch (StackFailure cutOff) {
            return false;
        }
    }

    private boolean sleep(Strike strike) {
        long pid = recoveries.entry(strike.target()).pid();
        boolean asleep = pid != 0 && signal("STOP", pid);
        if (asleep) {
            sleepersUntilNanos.merge(pid, System.nanoTime() + strike.pause().toNanos(), Math::max);
        }
        return asleep;
    }

    private static boolean signal(String name, long pid) {
        try {
            return new ProcessBuilder("kill", "-" + name, Long.toString(pid))
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .onExit()
                            .join()
                            .exitValue()
                    == 0;
        } catch (IOException failed) {
            throw new StackFailure("kill -" + name + " " + pid + " could not be run", failed);
        }
    }

    private boolean tellVenue(String path, JsonNode body) {
        try {
            Http.post(layout.url(Member.EXCHANGE_SIMULATOR, path), body);
            return true;
        } catch (StackFailure failed) {
            // An outage of before still lasts: there is nobody to tell. A venue that answers no was told something
            // wrong.
            if (failed.getCause() instanceof IOException) {
                return false;
            }
            throw failed;
        }
    }

    private boolean movePosition(Strike strike) {
        try {
            JsonNode account = Http.get(layout.url(Member.EXCHANGE_SIMULATOR, "/control/ledger"))
                    .path("accounts")
                    .path(0);
            return switch (strike.kind()) {
                case EXTERNAL_OPEN -> tellVenue("/control/positions", opened(strike));
                default -> moveHeld(strike, account);
            };
        } catch (StackFailure cutOff) {
            return false;
        }
    }

    private ObjectNode opened(Strike strike) {
        List<String> symbols = new ArrayList<>();
        Http.get(layout.url(Member.EXCHANGE_SIMULATOR, "/control/status"))
                .path("symbols")
                .forEach(symbol -> symbols.add(symbol.asText()));
        return position(symbols.get(strike.choice() % symbols.size()), 1 + strike.choice() % 2, "open", 5);
    }

    private boolean moveHeld(Strike strike, JsonNode account) {
        JsonNode positions = account.path("positions");
        if (positions.isEmpty()) {
            return false;
        }
        JsonNode held = positions.get(strike.choice() % positions.size());
        String action = strike.kind() == FaultKind.LIQUIDATE ? "liquidate" : "close";
        return tellVenue(
                "/control/positions",
                position(
                        held.path("symbol").asText(),
                        held.path("positionType").asInt(),
                        action,
                        held.path("holdVol").asInt()));
    }

    private static ObjectNode position(String symbol, int positionType, String action, int vol) {
        return Json.MAPPER
                .createObjectNode()
                .put("symbol", symbol)
                .put("positionType", positionType)
                .put("action", action)
                .put("vol", vol);
    }

    @Override
    public void close() {
        for (long pid : List.copyOf(sleepersUntilNanos.keySet())) {
            signal("CONT", pid);
        }
        sleepersUntilNanos.clear();
    }
}
