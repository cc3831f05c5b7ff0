package dev.tapedeck.backtest;

import dev.tapedeck.backtest.TestRun.EquityPoint;
import dev.tapedeck.backtest.TestRun.PricePoint;
import dev.tapedeck.contracts.event.Event;
import dev.tapedeck.contracts.event.InstrumentEvent.InstrumentListed;
import dev.tapedeck.contracts.event.SessionEvent.Mode;
import dev.tapedeck.contracts.event.SessionEvent.SessionChanged;
import dev.tapedeck.contracts.event.SessionEvent.State;
import dev.tapedeck.contracts.topic.Service;
import dev.tapedeck.contracts.topic.Topic;
import dev.tapedeck.contracts.value.Price;
import dev.tapedeck.contracts.value.Symbol;
import dev.tapedeck.contracts.value.Usdt;
import dev.tapedeck.marketdata.core.FeedCommand;
import dev.tapedeck.simulator.core.Account;
import dev.tapedeck.simulator.core.AccountOpening;
import dev.tapedeck.simulator.core.Exchange;
import dev.tapedeck.simulator.core.Instrument;
import dev.tapedeck.simulator.core.Market;
import dev.tapedeck.simulator.core.Position;
import dev.tapedeck.simulator.market.MarketView;
import dev.tapedeck.simulator.play.Playback;
import dev.tapedeck.simulator.play.TapeSteps;
import dev.tapedeck.simulator.tape.MergedTape;
import dev.tapedeck.simulator.tape.Recording;
import dev.tapedeck.simulator.wire.MarketRows;
import dev.tapedeck.venue.mexc.MexcTexts;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongConsumer;

/**
 * Plays tapes through the simulator's exchange and all services' cores in one thread, on the tape's own time. Nothing of the outside enters: the same assumptions give the same events, and with no latency
 * those of a lockstep run over Kafka.
 */
public final class Backtest {
    private static final String ACCOUNT = "backtest";
    private static final long HEARTBEAT_MILLIS = 1_000;
    private static final long SAMPLES = 2_000;
    private static final long RAREST_SAMPLE_MILLIS = 60_000;
    private static final long PROGRESS_EVERY_STEPS = 20_000;
    /** A position that is not closed this long after the end stays open, and the run says so. */
    private static final long CLOSING_MILLIS = 120_000;
    /** What is worth to be kept: ticks and indicators are as many as the prints. */
    private static final Set<Topic> KEPT =
            EnumSet.of(Topic.SIGNALS, Topic.ORDERS, Topic.ORDER_EVENTS, Topic.FILLS, Topic.POSITIONS, Topic.ALERTS);

    private final Assumptions assumptions;
    private final LongConsumer progress;
    private final List<Event<?>> log = new ArrayList<>();
    private final List<EquityPoint> equity = new ArrayList<>();
    private final List<PricePoint> prices = new ArrayList<>();
    private final long sampleMillis;
    private final Map<String, BigDecimal> contractSizes = new TreeMap<>();
    private final Exchange exchange;
    private final Account account;
    private final VirtualTime time;
    private final Pipeline pipeline;
    private final MarketLine line;
    private final List<MarketView> views;
    private final TapeSteps steps;
    private long prints;
    private long ticks;
    private long sequence;
    private long nextSampleMillis;

    /** @param progress hears now and then which tape time is reached */
    public Backtest(Assumptions assumptions, LongConsumer progress) {
        this.assumptions = assumptions;
        this.progress = progress;
        this.exchange = new Exchange(
                assumptions.recordings().stream().map(Recording::opening).toList(),
                List.of(new AccountOpening(ACCOUNT, assumptions.balance().value())),
                assumptions.firstMillis(),
                false,
                Exchange.DEFAULT_LEDGER_LIMIT);
        this.account = exchange.accounts().iterator().next();
        this.time = new VirtualTime(assumptions.startMillis());
        this.pipeline = new Pipeline(exchange, account, time, assumptions.latencies(), this::note);
        this.line = new MarketLine(exchange, pipeline::hear);
        this.views = exchange.markets().stream().map(MarketView::new).toList();
        pipeline.start();
        this.steps = new TapeSteps(
                exchange,
                views,
                line,
                pipeline::pushChanges,
                listener -> new Playback(
                        new MergedTape(assumptions.recordings()),
                        exchange,
                        views,
                        listener,
                        assumptions.startMillis(),
                        assumptions.endMillis()),
                HEARTBEAT_MILLIS);
        this.nextSampleMillis = assumptions.startMillis();
        this.sampleMillis = Math.clamp(
                (assumptions.endMillis() - assumptions.startMillis()) / SAMPLES,
                HEARTBEAT_MILLIS,
                RAREST_SAMPLE_MILLIS);
    }

    /** Runs to the tape's end and closes what is open then. To be called once. */
    public TestRun run() {
        open();
        long played = 0;
        while (!steps.playback().hasEnded()) {
            prints += next();
            if (++played % PROGRESS_EVERY_STEPS == 0) {
                progress.accept(exchange.nowMillis());
            }
        }
        Instant endedAt = Instant.ofEpochMilli(exchange.nowMillis());
        closePositions();
        steps.playback().close();
        return new TestRun(assumptions, log, equity, prices, contractSizes, prints, ticks, endedAt);
    }

    private void open() {
        views.forEach(view -> list(view.instrument()));
        views.forEach(line::connect);
        time.settle();
        tell(State.RUNNING, "backtest");
        time.settle();
        sample();
    }

    private void list(Instrument instrument) {
        InstrumentListed terms =
                MexcTexts.instrument(MarketRows.detail(instrument)).terms();
        contractSizes.put(terms.symbol().name(), terms.contractSize());
        pipeline.hear(new FeedCommand.InstrumentSeen(terms, time.instant()));
    }

    /** Does what comes next: an appointment that lies before the next moment of the tape, or that moment. */
    private int next() {
        int played = 0;
        long stepMillis = steps.nextMillis();
        long appointment = time.nextMillis();
        if (appointment < stepMillis) {
            time.moveTo(appointment);
            steps.playback().play(appointment, Integer.MAX_VALUE);
        } else {
            time.moveTo(stepMillis);
            played = steps.step().prints();
        }
        time.settle();
        if (time.millis() >= nextSampleMillis) {
            sample();
        }
        return played;
    }

    private void closePositions() {
        tell(State.STOPPED, "the tape ended");
        time.settle();
        long until = exchange.nowMillis() + CLOSING_MILLIS;
        while (!account.positions().isEmpty() && exchange.nowMillis() < until) {
            next();
        }
        sample();
    }

    private void tell(State state, String reason) {
        List<Symbol> symbols = contractSizes.keySet().stream().map(Symbol::of).toList();
        String session = assumptions.sessionId();
        sequence++;
        pipeline.append(
                Topic.SESSIONS,
                session,
                new Event<>(
                        "sessions/" + session + "/" + sequence,
                        Service.GATEWAY.id(),
                        session,
                        time.instant(),
                        sequence,
                        null,
                        null,
                        new SessionChanged(
                                session,
                                Mode.PAPER,
                                state,
                                symbols,
                                assumptions.strategies(),
                                assumptions.balance(),
                                assumptions.limits(),
                                reason)));
    }

    private void note(Topic topic, Event<?> event) {
        if (topic == Topic.TICKS) {
            ticks++;
        } else if (KEPT.contains(topic)) {
            log.add(event);
        }
    }

    private void sample() {
        nextSampleMillis = time.millis() + sampleMillis;
        var point = new EquityPoint(time.instant(), new Usdt(account.equity()), exposure());
        boolean same = !equity.isEmpty()
                && equity.getLast().equity().equals(point.equity())
                && equity.getLast().exposure().equals(point.exposure());
        if (!same) {
            equity.add(point);
        }
        exchange.markets().forEach(this::samplePrice);
    }

    private void samplePrice(Market market) {
        prices.add(new PricePoint(
                time.instant(),
                Symbol.of(market.instrument().symbol()),
                new Price(market.instrument().price(market.lastTicks()))));
    }

    private Usdt exposure() {
        BigDecimal sum = BigDecimal.ZERO;
        for (Position position : account.positions()) {
            sum = sum.add(position.market().instrument().value(position.market().fairTicks(), position.holdVol()));
        }
        return new Usdt(sum);
    }
}
