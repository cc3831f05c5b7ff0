package dev.tapedeck.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tapedeck.contracts.codec.Json;
import dev.tapedeck.contracts.event.TradingStateEvent.State;
import dev.tapedeck.local.Gateway;
import dev.tapedeck.local.Layout;
import dev.tapedeck.local.StackFailure;
import dev.tapedeck.local.log.Acknowledgements;
import dev.tapedeck.local.log.Flattenings;
import dev.tapedeck.local.log.LogReader;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Allows, reduces or halts trading, and returns when that is decided and everybody who must obey it has said so. */
public abstract sealed class TradingStateCommand implements Callable<Integer> {
    private static final Duration DECIDED_WITHIN = Duration.ofSeconds(5);
    private static final Duration OBEYED_WITHIN = Duration.ofSeconds(10);
    private static final Duration FLAT_WITHIN = Duration.ofMinutes(2);
    private static final Duration LOOK_EVERY = Duration.ofMillis(10);

    private final Layout layout;
    private final PrintStream out;
    private final State state;
    /** The word that the gateway wants to read; whoever typed the command has typed it. */
    private final String confirmation;

    @Mixin
    private final ScopeOptions where = new ScopeOptions();

    @Option(
            names = "--why",
            paramLabel = "TEXT",
            defaultValue = "asked on the command line",
            description = "the reason, for the log (default: ${DEFAULT-VALUE})")
    private String why = "asked on the command line";

    private long beganNanos;

    private TradingStateCommand(Layout layout, PrintStream out, State state, String confirmation) {
        this.layout = layout;
        this.out = out;
        this.state = state;
        this.confirmation = confirmation;
    }

    /** What a command says beyond the state. */
    abstract void complete(ObjectNode request);

    /** What is awaited once everybody obeys. */
    void afterwards(String decisionId) throws InterruptedException {
        // A state that is obeyed is all that most commands are about.
    }

    /** Nothing is entered, for a time or until further notice. */
    abstract static sealed class Restriction extends TradingStateCommand {
        @Option(
                names = "--for",
                paramLabel = "TIME",
                converter = DurationText.class,
                description =
                        "ends by itself after this time, such as 90s, 30m or 2h (default: until somebody resumes)")
        private @Nullable Duration length;

        private Restriction(Layout layout, PrintStream out, State state, String confirmation) {
            super(layout, out, state, confirmation);
        }

        @Override
        void complete(ObjectNode request) {
            if (length != null) {
                request.put("forSeconds", length.toSeconds());
            }
        }
    }

    /** No entry is approved any more. */
    @Command(name = "halt", mixinStandardHelpOptions = true, description = "Halt trading: nothing is entered any more.")
    public static final class Halt extends Restriction {
        public Halt(Layout layout, PrintStream out) {
            super(layout, out, State.HALTED, "HALT");
        }
    }

    /** Only exits are approved. */
    @Command(name = "reduce", mixinStandardHelpOptions = true, description = "Reduce only: exits, no entries.")
    public static final class Reduce extends Restriction {
        public Reduce(Layout layout, PrintStream out) {
            super(layout, out, State.REDUCING, "REDUCE");
        }
    }

    /** Trading goes on. */
    @Command(name = "resume", mixinStandardHelpOptions = true, description = "Resume trading.")
    public static final class Resume extends TradingStateCommand {
        public Resume(Layout layout, PrintStream out) {
            super(layout, out, State.ACTIVE, "RESUME");
        }

        @Override
        void complete(ObjectNode request) {
            // To resume is all.
        }
    }

    /** Halts, and closes what is held. */
    @Command(
            name = "flatten",
            mixinStandardHelpOptions = true,
            description = "Halt trading and close every position there, at the market, until nothing is held.")
    public static final class Flatten extends TradingStateCommand {
        public Flatten(Layout layout, PrintStream out) {
            super(layout, out, State.HALTED, "FLATTEN");
        }

        @Override
        void complete(ObjectNode request) {
            request.put("flatten", true);
        }

        @Override
        void afterwards(String decisionId) throws InterruptedException {
            awaitFlat(decisionId);
        }
    }

    @Override
    public Integer call() throws InterruptedException {
        where.check();
        if (RunningStack.find(layout).isEmpty()) {
            throw new StackFailure("no stack is running; start one with: ./tapedeck up");
        }
        beganNanos = System.nanoTime();
        ObjectNode request = request();
        String commandId = new Gateway(layout)
                .post("/api/trading/state", request)
                .path("commandId")
                .asText();
        while (!isDecided(commandId, request)) {
            if (isOver(DECIDED_WITHIN)) {
                throw new StackFailure(
                        "the command is on the log, but " + where.scope() + "/" + where.scopeId() + " is not " + state
                                + " after " + DECIDED_WITHIN.toSeconds() + " s; see the log of position-sync");
            }
            Thread.sleep(LOOK_EVERY);
        }
        say(where.scope() + " " + where.scopeId() + " is " + state);
        String decisionId = decision().path("id").asText();
        if (!decisionId.isEmpty()) {
            awaitObeyed(decisionId);
            afterwards(decisionId);
        }
        return 0;
    }

    /** Only when every cell of strategy, risk and order obeys can no entry slip through any more. */
    private void awaitObeyed(String decisionId) throws InterruptedException {
        int expected = Acknowledgements.expected();
        try (var log = new LogReader(layout.bootstrapServers())) {
            long obeyed = Acknowledgements.of(decisionId, log);
            while (obeyed < expected) {
                if (isOver(OBEYED_WITHIN)) {
                    throw new StackFailure(
                            "only " + obeyed + " of " + expected + " acknowledged within " + OBEYED_WITHIN.toSeconds()
                                    + " s; who did: ./tapedeck tail acknowledgements -n " + expected);
                }
                Thread.sleep(LOOK_EVERY);
                obeyed = Acknowledgements.of(decisionId, log);
            }
            say(obeyed + " of " + expected + " acknowledged");
        }
    }

    final void awaitFlat(String decisionId) throws InterruptedException {
        try (var log = new LogReader(layout.bootstrapServers())) {
            Map<String, Integer> left = Flattenings.of(decisionId, log);
            Map<String, Integer> said = Map.of();
            while (!isFlat(left)) {
                if (!left.equals(said)) {
                    left.forEach((session, positions) -> say(session + ": " + positions + " positions left"));
                    said = left;
                }
                if (isOver(FLAT_WITHIN)) {
                    throw new StackFailure("not flat after " + FLAT_WITHIN.toSeconds() + " s, positions left: " + left
                            + "; what is held: ./tapedeck positions; it goes on until somebody resumes");
                }
                Thread.sleep(LOOK_EVERY);
                left = Flattenings.of(decisionId, log);
            }
            say("flat in " + left.size() + " sessions");
        }
    }

    private boolean isFlat(Map<String, Integer> left) {
        for (JsonNode session : new Gateway(layout).get("/api/trading/sessions")) {
            String id = session.path("sessionId").asText();
            boolean concerned =
                    where.covers(id) && session.path("state").asText().equals("RUNNING");
            if (concerned && !left.containsKey(id)) {
                return false;
            }
        }
        return left.values().stream().allMatch(positions -> positions == 0);
    }

    private boolean isOver(Duration patience) {
        return System.nanoTime() - beganNanos > patience.toNanos();
    }

    private void say(String what) {
        out.printf(
                Locale.ROOT,
                "%s after %d ms.%n",
                what,
                Duration.ofNanos(System.nanoTime() - beganNanos).toMillis());
    }

    private ObjectNode request() {
        ObjectNode request = Json.MAPPER
                .createObjectNode()
                .put("scope", where.scope().name())
                .put("scopeId", where.scopeId())
                .put("state", state.name())
                .put("why", why)
                .put("confirm", confirmation);
        complete(request);
        return request;
    }

    /** What holds already is not decided again. */
    private boolean isDecided(String commandId, JsonNode request) {
        JsonNode decision = decision();
        if (decision.path("causationid").asText().equals(commandId)) {
            return true;
        }
        // What was never set allows everything.
        String holds = decision.isMissingNode()
                ? State.ACTIVE.name()
                : decision.path("data").path("state").asText();
        return holds.equals(state.name())
                && decision.path("data").path("flatten").asBoolean()
                        == request.path("flatten").asBoolean()
                && !decision.path("data").has("until")
                && !request.has("forSeconds");
    }

    /** Returns the event that decided the scope's state last, missing when there is none. */
    private JsonNode decision() {
        for (JsonNode event : new Gateway(layout).get("/api/trading/state")) {
            JsonNode data = event.path("data");
            if (data.path("scope").asText().equals(where.scope().name())
                    && data.path("scopeId").asText().equals(where.scopeId())) {
                return event;
            }
        }
        return MissingNode.getInstance();
    }
}
