package dev.tapedeck.local.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.tapedeck.contracts.codec.EventCodec;
import dev.tapedeck.contracts.codec.Json;
import dev.tapedeck.contracts.codec.UndecodableEvent;
import dev.tapedeck.contracts.event.Event;
import dev.tapedeck.contracts.event.EventData;
import dev.tapedeck.contracts.event.FeedEvent.FeedStatusChanged;
import dev.tapedeck.contracts.event.SessionEvent.SessionChanged;
import dev.tapedeck.contracts.event.StrategyDefinition;
import dev.tapedeck.contracts.event.TradingStateEvent.Scope;
import dev.tapedeck.contracts.event.TradingStateEvent.State;
import dev.tapedeck.contracts.event.TradingStateEvent.TradingStateChanged;
import dev.tapedeck.contracts.topic.Topic;
import dev.tapedeck.contracts.value.Symbol;
import dev.tapedeck.local.Layout;
import dev.tapedeck.local.Member;
import dev.tapedeck.local.StackFailure;
import dev.tapedeck.local.log.LogReader;
import dev.tapedeck.local.supervise.Probes;
import dev.tapedeck.local.supervise.StackState;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows what runs and how it is. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = "Show services, session, feed, counts, memory.")
public final class StatusCommand implements Callable<Integer> {
    private final Layout layout;
    private final PrintStream out;

    @Option(names = "--json", description = "one JSON object instead of tables")
    private boolean json;

    public StatusCommand(Layout layout, PrintStream out) {
        this.layout = layout;
        this.out = out;
    }

    @Override
    public Integer call() throws JsonProcessingException {
        StackState state = RunningStack.find(layout)
                .orElseThrow(() -> new StackFailure("no stack is running; start one with: ./tapedeck up"));
        StatusReport report = report(state);
        if (json) {
            out.println(Json.MAPPER.writeValueAsString(report));
        } else {
            print(report);
        }
        return 0;
    }

    private StatusReport report(StackState state) {
        List<StatusReport.Service> services =
                state.services().parallelStream().map(this::service).toList();
        LogView view = isReady(services, Member.BROKER) ? readLog() : LogView.NONE;
        long memoryMiB =
                services.stream().mapToLong(StatusReport.Service::memoryMiB).sum() + Memory.kib(state.pid()) / 1024;
        return new StatusReport(
                state.ready(),
                state.startedAt(),
                layout.url(Member.GATEWAY, "/").toString(),
                services,
                view.session(),
                view.feed(),
                view.counts(),
                view.tradingState(),
                memoryMiB,
                services.stream().mapToInt(StatusReport.Service::restarts).sum(),
                state.lockstep());
    }

    private StatusReport.Service service(StackState.Entry entry) {
        boolean ready = Member.named(entry.name())
                .filter(member -> Probes.of(layout, member).isReady())
                .isPresent();
        return new StatusReport.Service(
                entry.name(),
                entry.port(),
                entry.pid(),
                ready && entry.pid() != 0,
                entry.restarts(),
                Memory.kib(entry.pid()) / 1024);
    }

    private static boolean isReady(List<StatusReport.Service> services, Member member) {
        return services.stream()
                .anyMatch(service -> service.ready() && service.name().equals(member.displayName()));
    }

    private LogView readLog() {
        try (var log = new LogReader(layout.bootstrapServers())) {
            List<StatusReport.Feed> feed = events(log, Topic.FEED_STATUS, FeedStatusChanged.class)
                    .map(Event::data)
                    .map(changed -> new StatusReport.Feed(
                            changed.symbol().toString(), changed.state().name(), changed.ageMillis()))
                    .sorted(Comparator.comparing(StatusReport.Feed::symbol))
                    .toList();
            Optional<SessionChanged> session = events(log, Topic.SESSIONS, SessionChanged.class)
                    .max(Comparator.comparing(Event::time))
                    .map(Event::data);
            String tradingState = events(log, Topic.TRADING_STATE, TradingStateChanged.class)
                    .map(Event::data)
                    .filter(changed -> changed.scope() == Scope.GLOBAL)
                    .map(TradingStateChanged::state)
                    .max(Comparator.naturalOrder())
                    .map(State::name)
                    .orElse(LogView.NONE.tradingState());
            List<String> topics =
                    Arrays.stream(Topic.values()).map(Topic::topicName).toList();
            return new LogView(
                    session.map(StatusCommand::session).orElse(null), feed, log.counts(topics), tradingState);
        }
    }

    private static StatusReport.Session session(SessionChanged changed) {
        return new StatusReport.Session(
                changed.sessionId(),
                changed.mode().name(),
                changed.state().name(),
                changed.symbols().stream().map(Symbol::toString).toList(),
                changed.strategies().stream().map(StrategyDefinition::id).toList());
    }

    private static <D extends EventData> Stream<Event<D>> events(LogReader log, Topic topic, Class<D> type) {
        return log.newestByKey(topic.topicName()).values().stream()
                .map(StatusCommand::decoded)
                .flatMap(Optional::stream)
                .filter(event -> type.isInstance(event.data()))
                .map(event -> {
                    @SuppressWarnings("unchecked") // the data was just seen to be of this type
                    var typed = (Event<D>) event;
                    return typed;
                });
    }

    /** A poison record must not hide the status of the rest. */
    private static Optional<Event<?>> decoded(byte[] value) {
        try {
            return Optional.of(EventCodec.decode(value));
        } catch (UndecodableEvent poison) {
            return Optional.empty();
        }
    }

    private void print(StatusReport report) {
        out.printf("%-20s %6s %8s %-10s %8s %8s%n", "SERVICE", "PORT", "PID", "STATE", "RESTARTS", "MIB");
        for (StatusReport.Service service : report.services()) {
            out.printf(
                    "%-20s %6d %8d %-10s %8d %8d%n",
                    service.name(),
                    service.port(),
                    service.pid(),
                    service.ready() ? "ready" : "not ready",
                    service.restarts(),
                    service.memoryMiB());
        }
        out.println();
        line("dashboard", report.dashboard());
        line("session", report.session() == null ? "none" : describe(report.session()));
        line("trading state", report.tradingState());
        for (StatusReport.Feed feed : report.feed()) {
            line("feed " + feed.symbol(), feed.state() + ", age " + feed.ageMillis() + " ms");
        }
        if (report.lockstep() != null) {
            line(
                    "lockstep",
                    String.format(
                            Locale.ROOT,
                            "%s, %d steps, %.1f/s",
                            report.lockstep().state(),
                            report.lockstep().steps(),
                            report.lockstep().stepsPerSecond()));
        }
        line("memory", report.memoryMiB() + " MiB");
        out.println();
        report.counts().forEach((topic, count) -> line(topic, count.toString()));
    }

    private static String describe(StatusReport.Session session) {
        return session.sessionId() + " " + session.mode() + " " + session.state() + ", "
                + String.join(", ", session.symbols()) + ", strategies " + String.join(", ", session.strategies());
    }

    private void line(String name, String value) {
        out.printf("%-20s %s%n", name, value);
    }

    /** What the log says. */
    private record LogView(
            StatusReport.@Nullable Session session,
            List<StatusReport.Feed> feed,
            Map<String, Long> counts,
            String tradingState) {
        static final LogView NONE = new LogView(null, List.of(), Map.of(), "ACTIVE");
    }
}
