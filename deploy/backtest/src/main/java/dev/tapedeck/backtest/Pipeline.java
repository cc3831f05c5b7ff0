package dev.tapedeck.backtest;

import dev.tapedeck.contracts.event.Event;
import dev.tapedeck.contracts.topic.Service;
import dev.tapedeck.contracts.topic.Topic;
import dev.tapedeck.indicator.core.IndicatorFolder;
import dev.tapedeck.indicator.core.IndicatorState;
import dev.tapedeck.indicator.in.IndicatorInputs;
import dev.tapedeck.kit.decide.Decider;
import dev.tapedeck.kit.stream.Deriver;
import dev.tapedeck.kit.stream.InMemoryStage;
import dev.tapedeck.kit.stream.Reactor;
import dev.tapedeck.kit.stream.Translator;
import dev.tapedeck.marketdata.core.FeedCommand;
import dev.tapedeck.marketdata.core.FeedDecider;
import dev.tapedeck.marketdata.core.FeedRules;
import dev.tapedeck.marketdata.core.FeedState;
import dev.tapedeck.order.core.OrderBook;
import dev.tapedeck.order.core.OrderCommand;
import dev.tapedeck.order.core.OrderDecider;
import dev.tapedeck.order.core.Projections;
import dev.tapedeck.order.core.QueuePolicy;
import dev.tapedeck.order.in.OrderInputs;
import dev.tapedeck.order.out.DeskClock;
import dev.tapedeck.order.out.DeskLimits;
import dev.tapedeck.order.out.VenueDesk;
import dev.tapedeck.positionsync.core.PositionBook;
import dev.tapedeck.positionsync.core.PositionCommand;
import dev.tapedeck.positionsync.core.PositionDecider;
import dev.tapedeck.positionsync.core.SyncAlerts;
import dev.tapedeck.positionsync.in.PositionInputs;
import dev.tapedeck.positionsync.out.SyncMetrics;
import dev.tapedeck.positionsync.out.VenueTruth;
import dev.tapedeck.risk.core.RiskAlerts;
import dev.tapedeck.risk.core.RiskBook;
import dev.tapedeck.risk.core.RiskDecider;
import dev.tapedeck.risk.in.RiskInputs;
import dev.tapedeck.simulator.core.Account;
import dev.tapedeck.simulator.core.Exchange;
import dev.tapedeck.strategy.core.StrategyBook;
import dev.tapedeck.strategy.core.StrategyDecider;
import dev.tapedeck.strategy.in.StrategyInputs;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;

/**
 * The services without Kafka and without a network: who reads what is as it is between the processes, and an event is read after all that were written before it. For one thread; moves only when {@link VirtualTime} is
 * settled.
 */
final class Pipeline {
    /** As the services are configured by default. */
    private static final FeedRules FEED = new FeedRules(10_000, 10_000, 15_000);

    private static final DeskLimits DESK =
            new DeskLimits("mexc", Topic.ORDERS.partitions(), 4, 1, 20, 2_100, 5_000, 10_000, 1_000);
    private static final long TURN_MILLIS = 100;
    private static final VenueTruth.Rhythm RHYTHM = new VenueTruth.Rhythm(100, 1_000);
    private static final long POSITIONS_MILLIS = 8_000;

    private final VirtualTime time;
    private final BiConsumer<Topic, Event<?>> notes;
    private final AccountLine venue;
    private final VenueDesk desk;
    private final VenueTruth truth;
    private final InMemoryStage<FeedState, FeedCommand> marketData;
    private final InMemoryStage<OrderBook, OrderCommand> order;
    private final InMemoryStage<PositionBook, PositionCommand> positionSync;
    private final List<InMemoryStage<?, ?>> stages;
    private final Map<Topic, List<InMemoryStage<?, ?>>> readers = new EnumMap<>(Topic.class);
    private boolean deskTurns;
    private boolean truthAsks;

    /** @param notes hears of every event, in order */
    Pipeline(
            Exchange exchange,
            Account account,
            VirtualTime time,
            LongSupplier latencyMillis,
            BiConsumer<Topic, Event<?>> notes) {
        this.time = time;
        this.notes = notes;
        this.venue = new AccountLine(exchange, account, time, latencyMillis, frame -> desk().onFrame(frame));
        this.desk = new VenueDesk(
                time,
                venue,
                (cell, command, at, causationId) -> order().submit(cell, command, at, causationId),
                new Clock(time),
                DESK,
                () -> true,
                () -> true);
        var positionInputs = new PositionInputs();
        this.truth = new VenueTruth(
                time::in,
                venue,
                positionInputs,
                (cell, command, at) -> positionSync().submit(cell, command, at, null),
                new SyncMetrics(new SimpleMeterRegistry()),
                time,
                time::nanos,
                RHYTHM);
        this.marketData = stage(
                Service.MARKET_DATA,
                List.of(),
                List.of(),
                new FeedDecider(FEED),
                (cell, event) -> List.of(),
                Deriver.none(),
                Reactor.none());
        var indicator = InMemoryStage.<IndicatorState>of(
                Service.INDICATOR,
                List.of(Topic.TICKS),
                List.of(Topic.SESSIONS),
                new IndicatorFolder(),
                new IndicatorInputs(),
                this::append);
        InMemoryStage<StrategyBook, Event<?>> strategy = stage(
                Service.STRATEGY,
                List.of(Topic.INDICATORS),
                List.of(
                        Topic.SESSIONS,
                        Topic.FEED_STATUS,
                        Topic.VENUE_STATUS,
                        Topic.TRADING_STATE,
                        Topic.ORDERS,
                        Topic.ORDER_EVENTS,
                        Topic.FILLS,
                        Topic.POSITIONS),
                new StrategyDecider(),
                new StrategyInputs(),
                Deriver.none(),
                Reactor.none());
        InMemoryStage<RiskBook, Event<?>> risk = stage(
                Service.RISK,
                List.of(Topic.SIGNALS, Topic.ORDER_EVENTS, Topic.FILLS),
                List.of(Topic.SESSIONS, Topic.INSTRUMENTS, Topic.FEED_STATUS, Topic.TRADING_STATE, Topic.POSITIONS),
                new RiskDecider(),
                new RiskInputs(),
                RiskAlerts::of,
                Reactor.none());
        this.order = stage(
                Service.ORDER,
                List.of(Topic.ORDERS),
                List.of(Topic.COMMANDS, Topic.TRADING_STATE, Topic.POSITIONS),
                new OrderDecider(QueuePolicy.DEFAULT),
                new OrderInputs(desk),
                Projections::of,
                desk);
        this.positionSync = stage(
                Service.POSITION_SYNC,
                List.of(Topic.FILLS, Topic.ORDERS),
                List.of(Topic.SESSIONS, Topic.INSTRUMENTS, Topic.COMMANDS, Topic.VENUE_STATUS, Topic.TRADING_STATE),
                new PositionDecider(),
                positionInputs,
                SyncAlerts::of,
                truth);
        this.stages = List.of(marketData, indicator, strategy, risk, order, positionSync);
        for (Topic topic : Topic.values()) {
            readers.put(
                    topic, stages.stream().filter(stage -> stage.reads(topic)).toList());
        }
    }

    private <S, C> InMemoryStage<S, C> stage(
            Service service,
            List<Topic> inputs,
            List<Topic> tables,
            Decider<S, C> decider,
            Translator<C> translator,
            Deriver deriver,
            Reactor<S> reactor) {
        return InMemoryStage.of(service, inputs, tables, decider, translator, deriver, reactor, this::append);
    }

    private VenueDesk desk() {
        return desk;
    }

    private InMemoryStage<OrderBook, OrderCommand> order() {
        return order;
    }

    private InMemoryStage<PositionBook, PositionCommand> positionSync() {
        return positionSync;
    }

    void start() {
        stages.forEach(InMemoryStage::start);
        desk.onPrivateStream(true);
        time.settle();
    }

    /** Takes what the venue told the public. */
    void hear(FeedCommand command) {
        marketData.submit(0, command, command.at(), null);
    }

    /** Pushes what happened to the account. */
    void pushChanges() {
        venue.pushChanges();
    }

    /** Writes an event; it is read when time is settled. */
    void append(Topic topic, String key, Event<?> event) {
        notes.accept(topic, event);
        time.execute(() -> read(topic, key, event));
    }

    private void read(Topic topic, String key, Event<?> event) {
        for (InMemoryStage<?, ?> stage : readers.getOrDefault(topic, List.of())) {
            stage.take(topic, key, event);
        }
        if (topic == Topic.ORDERS || topic == Topic.FILLS) {
            keepTurning();
            keepAsking();
        }
    }

    /** The desk looks at what is due a few times a second, as long as it has an order. */
    private void keepTurning() {
        if (!deskTurns) {
            deskTurns = true;
            time.in(TURN_MILLIS, () -> {
                deskTurns = false;
                desk.turn();
                if (!desk.isIdle()) {
                    keepTurning();
                }
            });
        }
    }

    /** The venue is asked for positions at an interval, as long as there are any. */
    private void keepAsking() {
        if (!truthAsks) {
            truthAsks = true;
            time.in(POSITIONS_MILLIS, () -> {
                truthAsks = false;
                truth.ask();
                if (!truth.isAtRest()) {
                    keepAsking();
                }
            });
        }
    }

    /** Our clock and the venue's are the tape's. */
    private record Clock(VirtualTime time) implements DeskClock {
        @Override
        public Instant now() {
            return time.instant();
        }

        @Override
        public long nanos() {
            return time.nanos();
        }

        @Override
        public long venueAheadMillis() {
            return 0;
        }
    }
}
