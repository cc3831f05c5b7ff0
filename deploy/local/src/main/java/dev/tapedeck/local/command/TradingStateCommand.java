package dev.tapedeck.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tapedeck.contracts.codec.Json;
import dev.tapedeck.contracts.event.TradingStateEvent.Scope;
import dev.tapedeck.contracts.event.TradingStateEvent.State;
import dev.tapedeck.local.Http;
import dev.tapedeck.local.Layout;
import dev.tapedeck.local.Member;
import dev.tapedeck.local.StackFailure;
import dev.tapedeck.local.WrongUse;
import dev.tapedeck.local.log.Acknowledgements;
import dev.tapedeck.local.log.LogReader;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Allows, reduces or halts trading, and returns when that is decided and everybody who must obey it has said so. */
public abstract sealed class TradingStateCommand implements Callable<Integer> {
    private static final Duration DECIDED_WITHIN = Duration.ofSeconds(5);
    private static final Duration OBEYED_WITHIN = Duration.ofSeconds(10);
    private static final Duration LOOK_EVERY = Duration.ofMillis(10);

    private final Layout layout;
    private final PrintStream out;
    private final State state;

    @Option(names = "--session", paramLabel = "ID", description = "only in this session (default: everywhere)")
    private @Nullable String session;

    @Option(names = "--strategy", paramLabel = "ID", description = "only for this strategy: ID or SESSION/ID")
    private @Nullable String strategy;

    @Option(names = "--symbol", paramLabel = "SYMBOL", description = "only on this symbol")
    private @Nullable String symbol;

    @Option(
            names = "--why",
            paramLabel = "TEXT",
            defaultValue = "asked on the command line",
            description = "the reason, for the log (default: ${DEFAULT-VALUE})")
    private String why = "asked on the command line";

    private TradingStateCommand(Layout layout, PrintStream out, State state) {
        this.layout = layout;
        this.out = out;
        this.state = state;
    }

    /** No entry is approved any more. */
    @Command(name = "halt", mixinStandardHelpOptions = true, description = "Halt trading: nothing is entered any more.")
    public static final class Halt extends TradingStateCommand {
        public Halt(Layout layout, PrintStream out) {
            super(layout, out, State.HALTED);
        }
    }

    /** Only exits are approved. */
    @Command(name = "reduce", mixinStandardHelpOptions = true, description = "Reduce only: exits, no entries.")
    public static final class Reduce extends TradingStateCommand {
        public Reduce(Layout layout, PrintStream out) {
            super(layout, out, State.REDUCING);
        }
    }

    /** Trading goes on. */
    @Command(name = "resume", mixinStandardHelpOptions = true, description = "Resume trading.")
    public static final class Resume extends TradingStateCommand {
        public Resume(Layout layout, PrintStream out) {
            super(layout, out, State.ACTIVE);
        }
    }

    @Override
    public Integer call() throws InterruptedException {
        if (Stream.of(session, strategy, symbol).filter(one -> one != null).count() > 1) {
            throw new WrongUse("give one of --session, --strategy and --symbol, or none for everywhere");
        }
        if (RunningStack.find(layout).isEmpty()) {
            throw new StackFailure("no stack is running; start one with: ./tapedeck up");
        }
        long beganNanos = System.nanoTime();
        Http.post(layout.url(Member.GATEWAY, "/api/trading/state"), request());
        while (!isDecided()) {
            if (System.nanoTime() - beganNanos > DECIDED_WITHIN.toNanos()) {
                throw new StackFailure("the command is on the log, but " + scope() + "/" + scopeId() + " is not "
                        + state + " after " + DECIDED_WITHIN.toSeconds() + " s; see the log of position-sync");
            }
            Thread.sleep(LOOK_EVERY);
        }
        say(scope() + " " + scopeId() + " is " + state, beganNanos);
        String decisionId = decision().path("id").asText();
        if (!decisionId.isEmpty()) {
            awaitObeyed(decisionId, beganNanos);
        }
        return 0;
    }

    /** Only when every cell of strategy, risk and order obeys can no entry slip through any more. */
    private void awaitObeyed(String decisionId, long beganNanos) throws InterruptedException {
        int expected = Acknowledgements.expected();
        try (var log = new LogReader(layout.bootstrapServers())) {
            long obeyed = Acknowledgements.of(decisionId, log);
            while (obeyed < expected) {
                if (System.nanoTime() - beganNanos > OBEYED_WITHIN.toNanos()) {
                    throw new StackFailure(
                            "only " + obeyed + " of " + expected + " acknowledged within " + OBEYED_WITHIN.toSeconds()
                                    + " s; who did: ./tapedeck tail acknowledgements -n " + expected);
                }
                Thread.sleep(LOOK_EVERY);
                obeyed = Acknowledgements.of(decisionId, log);
            }
            say(obeyed + " of " + expected + " acknowledged", beganNanos);
        }
    }

    private void say(String what, long beganNanos) {
        out.printf(
                Locale.ROOT,
                "%s after %d ms.%n",
                what,
                Duration.ofNanos(System.nanoTime() - beganNanos).toMillis());
    }

    private ObjectNode request() {
        return Json.MAPPER
                .createObjectNode()
                .put("scope", scope().name())
                .put("scopeId", scopeId())
                .put("state", state.name())
                .put("why", why);
    }

    private boolean isDecided() {
        JsonNode decision = decision();
        // What was never set allows everything.
        return decision.isMissingNode()
                ? state == State.ACTIVE
                : decision.path("data").path("state").asText().equals(state.name());
    }

    /** Returns the event that decided the scope's state last, missing when there is none. */
    private JsonNode decision() {
        for (JsonNode event : Http.get(layout.url(Member.GATEWAY, "/api/trading/state"))) {
            JsonNode data = event.path("data");
            if (data.path("scope").asText().equals(scope().name())
                    && data.path("scopeId").asText().equals(scopeId())) {
                return event;
            }
        }
        return MissingNode.getInstance();
    }

    private Scope scope() {
        if (session != null) {
            return Scope.SESSION;
        }
        if (strategy != null) {
            return Scope.STRATEGY;
        }
        return symbol != null ? Scope.SYMBOL : Scope.GLOBAL;
    }

    private String scopeId() {
        return Stream.of(session, strategy, symbol)
                .filter(one -> one != null)
                .findFirst()
                .orElse("all");
    }
}
