package dev.tapedeck.risk.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tapedeck.contracts.event.Event;
import dev.tapedeck.contracts.event.FeedEvent;
import dev.tapedeck.contracts.event.Protection;
import dev.tapedeck.contracts.event.RiskEvent;
import dev.tapedeck.contracts.event.RiskEvent.DenialReason;
import dev.tapedeck.contracts.event.RiskEvent.ExposureChanged;
import dev.tapedeck.contracts.event.RiskEvent.OrderApproved;
import dev.tapedeck.contracts.event.RiskEvent.OrderDenied;
import dev.tapedeck.contracts.event.RiskEvent.ProtectionTriggered;
import dev.tapedeck.contracts.event.RiskEvent.Purpose;
import dev.tapedeck.contracts.event.RiskEvent.ReservationReleased;
import dev.tapedeck.contracts.event.RiskEvent.StrategyDisabled;
import dev.tapedeck.contracts.event.RiskEvent.WarningChanged;
import dev.tapedeck.contracts.event.RiskLimits;
import dev.tapedeck.contracts.event.SessionEvent.State;
import dev.tapedeck.contracts.event.SignalEvent.EntryIntent;
import dev.tapedeck.contracts.event.SignalEvent.Section;
import dev.tapedeck.contracts.event.TradingStateEvent;
import dev.tapedeck.contracts.event.TradingStateEvent.Scope;
import dev.tapedeck.contracts.value.Direction;
import dev.tapedeck.contracts.value.Price;
import dev.tapedeck.contracts.value.Symbol;
import dev.tapedeck.contracts.value.Usdt;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Random signals and outcomes against a second, simple bookkeeping that knows only what was approved and what the venue did: whatever comes, the
 * numbers agree, the limits hold, and no money leaks.
 */
class RiskPropertiesTest {
    private static final int RUNS = 200;
    private static final int STEPS = 200;
    /** What the random histories leave to tests of their own: instruments are listed, margins are fine, and one protection is enough to see that a pause is kept. */
    private static final EnumSet<DenialReason> NOT_PLAYED = EnumSet.of(
            DenialReason.INSTRUMENT_UNKNOWN,
            DenialReason.MARGIN_RATIO,
            DenialReason.PROTECTION_STOP_LOSSES,
            DenialReason.PROTECTION_DRAWDOWN,
            DenialReason.PROTECTION_LOW_PROFIT);

    @Test
    void keepsItsBooksAndItsLimitsUnderAnyInputs() {
        int approved = 0;
        int denied = 0;
        int fills = 0;
        var reasons = EnumSet.noneOf(DenialReason.class);
        int disabled = 0;
        for (long seed = 1; seed <= RUNS; seed++) {
            Run run = new Run(seed);
            run.play();
            run.closeEverything();
            approved += run.count(OrderApproved.class);
            denied += run.count(OrderDenied.class);
            fills += run.count(ExposureChanged.class);
            disabled += run.count(StrategyDisabled.class);
            reasons.addAll(run.reasons());
        }
        assertTrue(
                approved > 15 * RUNS && denied > 10 * RUNS && fills > 15 * RUNS,
                "too little happened: " + approved + " approved, " + denied + " denied, " + fills + " fills");
        assertTrue(disabled > RUNS / 20, "too few strategies were disabled: " + disabled);
        assertEquals(EnumSet.complementOf(NOT_PLAYED), reasons);
    }

    /** One random history. The venue fills, cancels and refuses what was approved; its fills may be heard of after the order's end. */
    private static final class Run {
        /** The strategy that pauses after each of its trades. */
        private static final String COOLING = "one";

        private static final List<String> STRATEGIES = List.of(COOLING, "two", "three");
        private static final List<Symbol> SYMBOLS = List.of(Inputs.BTC, Inputs.ETH, Inputs.ADX);

        private final long seed;
        private final SplittableRandom random;
        private final Inputs inputs = new Inputs();
        private final RiskLimits limits;
        private final Machine machine;
        private final Ledger ledger = new Ledger(Usdt.of(10_000));
        private final ConductOracle conducts;
        private final int coolDownSeconds;
        private final Set<Symbol> notFresh = new HashSet<>();
        private TradingStateEvent.State trading = TradingStateEvent.State.ACTIVE;
        private boolean open = true;
        private int step;

        Run(long seed) {
            this.seed = seed;
            this.random = new SplittableRandom(seed);
            this.limits = new RiskLimits(
                    Usdt.of(500 + random.nextInt(3_000)),
                    3 + random.nextInt(3),
                    2 + random.nextInt(5),
                    500 + random.nextInt(5_000),
                    100 + random.nextInt(1_000),
                    2 + random.nextInt(5),
                    3 + random.nextInt(10),
                    Usdt.of(300 + random.nextInt(3_000)),
                    tightOr(100_000, 100 + random.nextInt(900)),
                    tightOr(100_000, 50 + random.nextInt(500)),
                    tightOr(10_000, 200 + random.nextInt(2_000)),
                    tightOr(null, 50 + random.nextInt(50)),
                    random.nextBoolean() ? 3 + random.nextInt(8) : 1_000_000,
                    10_000);
            this.conducts = new ConductOracle(limits.consecutiveFailures());
            this.coolDownSeconds = 1 + random.nextInt(60);
            this.machine = Machine.running(
                    inputs,
                    inputs.session(
                            limits,
                            COOLING,
                            new Protection(
                                    Protection.Kind.COOL_DOWN, coolDownSeconds, null, null, null, null, null, null)));
        }

        private @Nullable Integer tightOr(@Nullable Integer wide, int tight) {
            return random.nextInt(5) == 0 ? Integer.valueOf(tight) : wide;
        }

        void play() {
            for (step = 1; step <= STEPS; step++) {
                inputs.pass(Duration.ofMillis(random.nextInt(random.nextInt(40) == 0 ? 20_000_000 : 20_000)));
                act();
                check();
            }
            machine.checkRestores(where());
        }

        /** Lets every order end, hears of every fill, leaves every position: then nothing may be set aside any more. */
        void closeEverything() {
            ledger.live().forEach(this::cancel);
            hearOfAllFills();
            for (Ledger.Position position : ledger.positions()) {
                var exit = (OrderApproved)
                        verdict(inputs.exit(position.strategy(), position.symbol(), position.direction(), Section.ZE1));
                assertEquals(position.quantity(), exit.quantity().contracts().longValueExact(), this::where);
                ledger.approved(exit, inputs.now());
                ledger.execute(exit, position.quantity(), price(), fee());
                hearOfAllFills();
            }
            check();
            Account account = machine.account();
            assertEquals(Usdt.ZERO, account.reserved(), this::where);
            assertEquals(Usdt.ZERO, account.margin(), this::where);
            assertTrue(account.reservations().isEmpty() && account.holdings().isEmpty(), this::where);
            assertEquals(ledger.cash(), account.equity(), this::where);
            assertEquals(ledger.cash(), account.free(), this::where);
            machine.checkRestores(where());
        }

        Set<DenialReason> reasons() {
            return machine.said(OrderDenied.class).stream()
                    .map(OrderDenied::reason)
                    .collect(Collectors.toCollection(() -> EnumSet.noneOf(DenialReason.class)));
        }

        int count(Class<? extends RiskEvent> type) {
            return (int) machine.log.stream()
                    .filter(event -> type.isInstance(event.data()))
                    .count();
        }

        private void act() {
            switch (random.nextInt(22)) {
                case 0 -> flipFeed();
                case 1 -> changeTrading();
                case 2, 3 -> pickLive(this::cancel);
                case 4 -> pickLive(this::refuse);
                case 5, 6, 7, 8, 9 -> pickLive(this::execute);
                case 10, 11 -> hearOfOneFill();
                case 12, 13 -> exit();
                case 20 -> machine.restart();
                case 21 -> resume();
                case 14 -> {
                    if (step > STEPS * 9 / 10) {
                        machine.see(inputs.session(State.STOPPED, limits));
                        open = false;
                    }
                }
                default -> enter();
            }
        }

        private void enter() {
            Symbol symbol = pick(SYMBOLS);
            String strategy = pick(STRATEGIES);
            Direction direction = pick(List.of(Direction.values()));
            String price = price();
            // Beyond the liquidation price now and then.
            var stop = Price.of(
                    Integer.toString(100 + (direction == Direction.LONG ? -1 : 1) * (11 + random.nextInt(30))));
            var intent = new EntryIntent(
                    Usdt.of(1 + random.nextInt(random.nextInt(4) == 0 ? 1_500 : 300)),
                    1 + random.nextInt(4),
                    stop,
                    random.nextInt(100));
            RiskEvent verdict = verdict(inputs.entry(strategy, symbol, direction, price, intent));
            if (verdict instanceof OrderApproved approved) {
                ledger.approved(approved, inputs.now());
                conducts.approved(strategy, approved.orderId());
                checkEntry(approved, intent);
            } else {
                checkDenial((OrderDenied) verdict);
            }
        }

        private void exit() {
            Symbol symbol = pick(SYMBOLS);
            String strategy = pick(STRATEGIES);
            Direction direction = pick(List.of(Direction.values()));
            Section section = random.nextBoolean() ? Section.ZE1 : Section.E1;
            long reducible = ledger.reducible(strategy, symbol, direction);
            RiskEvent verdict = verdict(inputs.exit(strategy, symbol, direction, section));
            if (verdict instanceof OrderApproved approved) {
                assertEquals(reducible, approved.quantity().contracts().longValueExact(), this::where);
                assertEquals(
                        section == Section.E1 ? Purpose.EMERGENCY_EXIT : Purpose.EXIT, approved.purpose(), this::where);
                ledger.approved(approved, inputs.now());
            } else {
                assertEquals(0, reducible, () -> "an exit must pass when there is a position, " + where());
            }
        }

        private void resume() {
            String strategy = pick(STRATEGIES);
            machine.see(inputs.trading(Scope.STRATEGY, strategy, TradingStateEvent.State.ACTIVE));
            conducts.resumed(strategy);
        }

        private void checkEntry(OrderApproved order, EntryIntent intent) {
            assertFalse(conducts.isDisabled(order.strategyId()), this::where);
            assertTrue(open && trading == TradingStateEvent.State.ACTIVE, this::where);
            assertFalse(notFresh.contains(order.symbol()), this::where);
            assertAtMost(ledger.exposure(order.symbol(), order.direction()), limits.maxPositionNotional(), "position");
            Usdt share = ledger.equity().times(BigDecimal.valueOf(limits.maxConcentrationBps(), 4));
            assertAtMost(
                    ledger.exposure(order.symbol(), Direction.LONG)
                            .plus(ledger.exposure(order.symbol(), Direction.SHORT)),
                    share,
                    "concentration");
            assertAtMost(ledger.used(order.strategyId()), limits.strategyBudget(), "budget");
            assertFalse(machine.account().free().isNegative(), () -> "free, " + where());
            assertTrue(order.leverage() <= limits.maxLeverage(), this::where);
            assertTrue(ledger.openPositions() <= limits.maxOpenPositions(), this::where);
            var minuteAgo = inputs.now().minus(Duration.ofMinutes(1));
            assertTrue(ledger.entriesAfter(minuteAgo, null) <= limits.maxOrdersPerMinute(), this::where);
            assertTrue(
                    ledger.entriesAfter(minuteAgo, order.strategyId()) <= limits.maxOrdersPerMinutePerStrategy(),
                    this::where);
            checkLosses();
            checkTerms(order, intent);
        }

        /** The balance at the start is 10,000 USDT, so that a basis point of it is one. */
        private void checkLosses() {
            Usdt heldAtRisk = ledger.heldAtRisk();
            assertAtMost(
                    heldAtRisk.minus(ledger.realisedOn(inputs.now())), Usdt.of(limits.maxDailyLossBps()), "daily loss");
            assertAtMost(heldAtRisk.plus(ledger.drawdown()), Usdt.of(limits.drawdownBps()), "drawdown");
            Usdt used = STRATEGIES.stream().map(ledger::used).reduce(Usdt.ZERO, Usdt::plus);
            assertAtMost(used, ofEquity(limits.marginUtilisationBps()), "margin");
            // Parts of an order's risk are rounded when parts of it fill.
            assertAtMost(
                    ledger.atRisk(), ofEquity(limits.portfolioRiskBps()).plus(Usdt.of("0.000001")), "portfolio risk");
        }

        private Usdt ofEquity(int bps) {
            return ledger.equity().times(BigDecimal.valueOf(bps, 4));
        }

        private void checkTerms(OrderApproved order, EntryIntent intent) {
            Integer slippage = limits.maxSlippageBps();
            assertTrue(slippage == null || intent.maxSlippageBps() <= slippage, this::where);
            double worst = Objects.requireNonNull(order.limitPrice()).toDouble();
            double stop = Objects.requireNonNull(order.stopLossPrice()).toDouble();
            double margin = worst / order.leverage() - worst * 0.005;
            boolean isLong = order.direction() == Direction.LONG;
            assertTrue(isLong ? stop >= worst - margin - 1e-9 : stop <= worst + margin + 1e-9, this::where);
            Instant flat = ledger.flatSince(COOLING, order.symbol(), order.direction());
            if (order.strategyId().equals(COOLING) && flat != null) {
                assertFalse(inputs.now().isBefore(flat.plusSeconds(coolDownSeconds)), () -> "cool-down, " + where());
            }
        }

        private void checkDenial(OrderDenied denied) {
            var first = denied.checks().stream()
                    .filter(one -> !one.passed())
                    .map(RiskEvent.RiskCheck::check)
                    .min(Enum::compareTo);
            assertEquals(first.orElseThrow(), denied.reason(), this::where);
            conducts.denied(denied, inputs.now());
        }

        private void execute(OrderApproved order) {
            long left = ledger.leftAtVenue(order);
            if (left > 0) {
                ledger.execute(order, random.nextBoolean() ? left : 1 + random.nextLong(left), price(), fee());
                if (random.nextInt(3) > 0) {
                    hearOfOneFill();
                }
            }
        }

        private void cancel(OrderApproved order) {
            machine.see(inputs.cancelled(order, ledger.cancel(order)));
        }

        private void refuse(OrderApproved order) {
            if (ledger.executed(order) == 0) {
                ledger.cancel(order);
                boolean rejected = random.nextBoolean();
                machine.see(rejected ? inputs.rejected(order) : inputs.expired(order));
                if (rejected && order.purpose() == Purpose.ENTRY) {
                    conducts.fail(order.strategyId());
                }
            }
        }

        private void hearOfOneFill() {
            Ledger.Deal deal = ledger.nextDeal(random);
            if (deal != null) {
                hearOf(deal);
            }
        }

        private void hearOfAllFills() {
            Ledger.Deal deal = ledger.nextDeal(random);
            while (deal != null) {
                hearOf(deal);
                deal = ledger.nextDeal(random);
            }
        }

        private void hearOf(Ledger.Deal deal) {
            Event<?> fill = inputs.fill(deal.order(), deal.quantity(), deal.price(), deal.fee());
            var exposure = (ExposureChanged) verdict(fill);
            if (deal.order().purpose() == Purpose.ENTRY) {
                conducts.filled(deal.order().strategyId(), deal.order().orderId());
            }
            ledger.heard(deal, exposure, inputs.now());
            Account account = machine.account();
            assertEquals(account.reserved(), exposure.reserved(), this::where);
            assertEquals(account.margin(), exposure.margin(), this::where);
            assertEquals(account.equity(), exposure.equity(), this::where);
            assertEquals(account.free(), exposure.free(), this::where);
        }

        private void flipFeed() {
            Symbol symbol = pick(SYMBOLS);
            FeedEvent.State state =
                    random.nextBoolean() ? FeedEvent.State.LIVE : pick(List.of(FeedEvent.State.values()));
            machine.see(inputs.feed(symbol, state));
            if (state.isFresh()) {
                notFresh.remove(symbol);
            } else {
                notFresh.add(symbol);
            }
        }

        private void changeTrading() {
            trading = random.nextInt(4) == 0
                    ? pick(List.of(TradingStateEvent.State.values()))
                    : TradingStateEvent.State.ACTIVE;
            machine.see(inputs.trading(Scope.SESSION, Inputs.SESSION, trading));
        }

        private void check() {
            Account account = machine.account();
            for (Event<?> event : machine.log.subList(Math.max(0, machine.log.size() - 2), machine.log.size())) {
                if (event.data() instanceof ReservationReleased released) {
                    assertFalse(released.released().isNegative(), this::where);
                }
            }
            assertEquals(
                    account.equity().minus(account.reserved()).minus(account.margin()), account.free(), this::where);
            assertEquals(ledger.quantities(), Ledger.quantitiesOf(account), this::where);
            assertEquals(ledger.openQuantities(), Ledger.openQuantitiesOf(account), this::where);
            assertEquals(ledger.equity(), account.equity(), this::where);
            Commitments commitments = account.commitments();
            assertEquals(Commitments.of(commitments.reservations(), commitments.holdings()), commitments, this::where);
            for (String strategy : STRATEGIES) {
                Conduct conduct = account.conduct(strategy);
                assertEquals(conducts.isDisabled(strategy), conduct.disabled(), this::where);
                assertEquals(conducts.failures(strategy), conduct.failures(), this::where);
            }
            for (Reservation one : account.reservations()) {
                assertFalse(one.reserved().isNegative(), this::where);
                assertFalse(one.notional().isNegative(), this::where);
                assertFalse(one.remaining().isZero(), this::where);
            }
            for (Holding one : account.holdings()) {
                assertFalse(one.margin().isNegative() || one.cost().isNegative(), this::where);
                assertFalse(one.quantity().isZero(), this::where);
            }
        }

        private void pickLive(Consumer<OrderApproved> action) {
            List<OrderApproved> live = ledger.live();
            if (!live.isEmpty()) {
                action.accept(pick(live));
            }
        }

        private <T> T pick(List<T> from) {
            return from.get(random.nextInt(from.size()));
        }

        private String price() {
            return (900 + random.nextInt(200)) / 10 + "." + random.nextInt(10);
        }

        private String fee() {
            return random.nextInt(4) == 0 ? "-0.00" + random.nextInt(10) : "0.0" + random.nextInt(100);
        }

        private void assertAtMost(Usdt value, Usdt limit, String what) {
            assertTrue(value.compareTo(limit) <= 0, () -> what + " " + value + " > " + limit + ", " + where());
        }

        /** Returns what the input led to at first; what follows from that may come behind. */
        private RiskEvent verdict(Event<?> input) {
            List<RiskEvent> events = machine.see(input);
            assertTrue(
                    events.stream()
                            .skip(1)
                            .allMatch(event -> event instanceof StrategyDisabled
                                    || event instanceof WarningChanged
                                    || event instanceof ProtectionTriggered),
                    () -> events + ", " + where());
            return events.getFirst();
        }

        private String where() {
            return "seed " + seed + ", step " + step;
        }
    }
}
