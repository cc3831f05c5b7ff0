package dev.tapedeck.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tapedeck.contracts.codec.EventCodec;
import dev.tapedeck.contracts.codec.Json;
import dev.tapedeck.contracts.codec.UndecodableEvent;
import dev.tapedeck.contracts.event.SignalEvent.StrategyActivated;
import dev.tapedeck.contracts.event.StrategyDefinition;
import dev.tapedeck.contracts.topic.Topic;
import dev.tapedeck.contracts.value.Symbol;
import dev.tapedeck.local.Gateway;
import dev.tapedeck.local.Layout;
import dev.tapedeck.local.Member;
import dev.tapedeck.local.StackFailure;
import dev.tapedeck.local.WrongUse;
import dev.tapedeck.local.log.LogReader;
import dev.tapedeck.local.strategy.StrategyFiles;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lets a running session go on with a changed strategy file, and returns when the strategy decides by it on every symbol. */
@Command(
        name = "strategy",
        mixinStandardHelpOptions = true,
        description = "Let the running session go on with a changed strategy file, or with one more strategy.")
public final class StrategyCommand implements Callable<Integer> {
    private static final Duration ACTIVE_WITHIN = Duration.ofSeconds(10);
    private static final Pattern SESSION_ID = Pattern.compile("[a-z0-9-]{1,40}");

    private final Layout layout;
    private final PrintStream out;

    @Parameters(paramLabel = "FILE", description = "a strategy file; its version must be above the one that runs")
    private Path file = Path.of("");

    @Option(names = "--session", paramLabel = "ID", description = "the session (default: the one that runs)")
    private @Nullable String session;

    @Option(
            names = "--why",
            paramLabel = "TEXT",
            defaultValue = "asked on the command line",
            description = "the reason, for the log (default: ${DEFAULT-VALUE})")
    private String why = "asked on the command line";

    public StrategyCommand(Layout layout, PrintStream out) {
        this.layout = layout;
        this.out = out;
    }

    @Override
    public Integer call() {
        if (session != null && !SESSION_ID.matcher(session).matches()) {
            throw new WrongUse("--session must match " + SESSION_ID + ", was '" + session + "'");
        }
        StrategyDefinition definition = StrategyFiles.read(file);
        RunningStack.require(layout, Member.GATEWAY);
        JsonNode before = session();
        SortedSet<String> symbols = symbols(before, definition);
        try (var log = new LogReader(layout.bootstrapServers())) {
            // What is on the log already is not what comes of this.
            log.last(Topic.SIGNALS.topicName(), 0);
            String sessionId = before.path("sessionId").asText();
            new Gateway(layout)
                    .put("/api/trading/sessions/" + sessionId + "/strategies/" + definition.id(), request(definition));
            awaitActive(log, sessionId, definition, symbols);
        }
        out.printf("%s: %s on %s%n", definition.id(), change(before, definition), String.join(", ", symbols));
        return 0;
    }

    /** Returns the session that is asked for, as it is now. */
    private JsonNode session() {
        if (session != null) {
            return new Gateway(layout).get("/api/trading/sessions/" + session);
        }
        for (JsonNode known : new Gateway(layout).get("/api/trading/sessions")) {
            if (known.path("state").asText().equals("RUNNING")) {
                return known;
            }
        }
        throw new StackFailure("no session is running; start one with: ./tapedeck up");
    }

    private static SortedSet<String> symbols(JsonNode session, StrategyDefinition definition) {
        var symbols = new TreeSet<String>();
        for (JsonNode symbol : session.path("symbols")) {
            if (definition.runsOn(Symbol.of(symbol.asText()))) {
                symbols.add(symbol.asText());
            }
        }
        return symbols;
    }

    private ObjectNode request(StrategyDefinition definition) {
        ObjectNode request = Json.MAPPER.createObjectNode();
        request.set("strategy", Json.MAPPER.valueToTree(definition));
        return request.put("why", why);
    }

    private void awaitActive(
            LogReader log, String sessionId, StrategyDefinition definition, SortedSet<String> symbols) {
        var missing = new TreeSet<>(symbols);
        long deadlineNanos = System.nanoTime() + ACTIVE_WITHIN.toNanos();
        while (!missing.isEmpty()) {
            if (System.nanoTime() > deadlineNanos) {
                throw new StackFailure("session " + sessionId + " goes on with version " + definition.version()
                        + " of " + definition.id() + ", but after " + ACTIVE_WITHIN.toSeconds()
                        + " s the strategy does not decide by it on " + String.join(", ", missing) + "; see "
                        + layout.logFile(Member.STRATEGY));
            }
            for (ConsumerRecord<String, byte[]> signal : log.next()) {
                activated(signal)
                        .filter(active -> active.sessionId().equals(sessionId)
                                && active.strategyId().equals(definition.id())
                                && active.strategyVersion() == definition.version())
                        .ifPresent(active -> missing.remove(active.symbol().name()));
            }
        }
    }

    private static Optional<StrategyActivated> activated(ConsumerRecord<String, byte[]> signal) {
        try {
            return EventCodec.decode(signal.value()).data() instanceof StrategyActivated active
                    ? Optional.of(active)
                    : Optional.empty();
        } catch (UndecodableEvent other) {
            return Optional.empty();
        }
    }

    private static String change(JsonNode before, StrategyDefinition definition) {
        for (JsonNode strategy : before.path("strategies")) {
            if (strategy.path("id").asText().equals(definition.id())) {
                return "version " + strategy.path("version").asInt() + " -> " + definition.version();
            }
        }
        return "new with version " + definition.version();
    }
}
