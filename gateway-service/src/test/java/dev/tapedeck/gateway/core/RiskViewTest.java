package dev.tapedeck.gateway.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tapedeck.contracts.event.Event;
import dev.tapedeck.contracts.event.EventData;
import dev.tapedeck.contracts.event.PositionEvent.EquityMarked;
import dev.tapedeck.contracts.event.Protection;
import dev.tapedeck.contracts.event.RiskEvent.AccountOpened;
import dev.tapedeck.contracts.event.RiskEvent.ExposureChanged;
import dev.tapedeck.contracts.event.RiskEvent.ProtectionTriggered;
import dev.tapedeck.contracts.event.RiskEvent.ReservationReleased;
import dev.tapedeck.contracts.event.RiskEvent.StrategyDisabled;
import dev.tapedeck.contracts.event.RiskEvent.TradingStateApplied;
import dev.tapedeck.contracts.event.RiskLimits;
import dev.tapedeck.contracts.event.SessionEvent;
import dev.tapedeck.contracts.event.SessionEvent.SessionChanged;
import dev.tapedeck.contracts.event.SignalEvent.PauseCause;
import dev.tapedeck.contracts.event.SignalEvent.StrategyState;
import dev.tapedeck.contracts.event.SignalEvent.StrategyStateChanged;
import dev.tapedeck.contracts.event.SignalEvent.TransitionReason;
import dev.tapedeck.contracts.event.TradingStateEvent.Scope;
import dev.tapedeck.contracts.event.TradingStateEvent.State;
import dev.tapedeck.contracts.value.Direction;
import dev.tapedeck.contracts.value.Quantity;
import dev.tapedeck.contracts.value.Symbol;
import dev.tapedeck.contracts.value.Usdt;
import dev.tapedeck.gateway.Story;
import dev.tapedeck.gateway.core.RiskView.Budget;
import dev.tapedeck.gateway.core.RiskView.Exposure;
import dev.tapedeck.gateway.core.RiskView.LimitUse;
import dev.tapedeck.gateway.core.RiskView.Marked;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RiskViewTest {
    private static final Symbol BTC = Symbol.of("BTC_USDT");
    private static final Usdt BALANCE = Usdt.of(10_000);
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);
    private static final Instant LATER = Story.START.plusSeconds(60);

    private final ReadModel model = new ReadModel(new Capacity(50, 10, 10, 10));
    private final Story story = new Story("s-1", "BTC_USDT");
    private final Event<?> signal = story.entrySignal(story.indicators(story.trade("101", 5, Story.START), 2.5));

    @BeforeEach
    void startSession() {
        say(new SessionChanged(
                "s-1",
                SessionEvent.Mode.PAPER,
                SessionEvent.State.RUNNING,
                List.of(BTC),
                List.of(),
                BALANCE,
                RiskLimits.DEFAULTS,
                "started by ann"));
    }

    private void fold(Event<?> event) {
        model.fold(event, event.time());
    }

    private Event<?> say(EventData data) {
        return say(data, Story.START);
    }

    private Event<?> say(EventData data, Instant at) {
        Event<?> event = story.event("s-1", at, null, data);
        fold(event);
        return event;
    }

    private void open() {
        say(new AccountOpened("s-1", BALANCE, RiskLimits.DEFAULTS, List.of(BTC), null));
    }

    private static ExposureChanged filled(long position, String cost, String margin, long remaining, String reserved) {
        return filled(BTC, position, cost, margin, remaining, reserved);
    }

    private static ExposureChanged filled(
            Symbol symbol, long position, String cost, String margin, long remaining, String reserved) {
        return new ExposureChanged(
                "s-1",
                "o-1",
                "fill-" + position,
                "pump",
                symbol,
                Direction.LONG,
                Quantity.of(position),
                Usdt.of(cost),
                Usdt.of(margin),
                Quantity.of(remaining),
                Usdt.of(reserved),
                Usdt.of("-0.05"),
                TODAY,
                Usdt.of("-0.05"),
                Usdt.of(reserved),
                Usdt.of(margin),
                Usdt.of("9999.95"),
                Usdt.of("9999.95").minus(Usdt.of(reserved)).minus(Usdt.of(margin)));
    }

    private RiskView risk() {
        return model.risks(session -> true).getFirst();
    }

    private Optional<LimitUse> use(String limit) {
        return risk().uses().stream().filter(use -> use.limit().equals(limit)).findFirst();
    }

    @Test
    void nothingIsToldOfAnAccountBeforeItIsOpened() {
        assertEquals(List.of(), model.risks(session -> true));
    }

    @Test
    void anOpenedAccountIsFreeInFull() {
        open();
        assertEquals(BALANCE, risk().equity());
        assertEquals(BALANCE, risk().free());
        assertEquals(List.of(), risk().exposures());
    }

    @Test
    void anApprovedEntrySetsAsideWhatItReserves() {
        open();
        fold(story.approved("o-1", signal));
        assertEquals(Usdt.of(51), risk().reserved());
        assertEquals(Usdt.of(9_949), risk().free());
        assertEquals(
                List.of(new Exposure(BTC, Direction.LONG, Usdt.ZERO, Usdt.of(101), Usdt.ZERO)), risk().exposures());
    }

    @Test
    void aFillMovesWhatWasReservedToThePosition() {
        open();
        fold(story.approved("o-1", signal));
        ExposureChanged partly = filled(40, "40.4", "20.2", 60, "30.6");
        say(partly);
        assertEquals(
                List.of(new Exposure(BTC, Direction.LONG, Usdt.of("40.4"), Usdt.of("60.6"), Usdt.of("20.2"))),
                risk().exposures());
        assertEquals(partly.reserved(), risk().reserved());
        assertEquals(partly.margin(), risk().margin());
        assertEquals(partly.free(), risk().free());
        assertEquals(Usdt.of("-0.05"), risk().realisedToday());
    }

    @Test
    void anEndedOrderFreesTheRest() {
        open();
        fold(story.approved("o-1", signal));
        say(filled(40, "40.4", "20.2", 60, "30.6"));
        say(new ReservationReleased("s-1", "o-1", Usdt.of("30.6"), Quantity.ZERO, Usdt.ZERO, "cancelled"));
        assertEquals(Usdt.ZERO, risk().reserved());
        assertEquals(Usdt.of("9979.75"), risk().free());
    }

    @Test
    void aClosedPositionIsNoExposure() {
        open();
        say(filled(40, "40.4", "20.2", 0, "0"));
        say(filled(0, "0", "0", 0, "0"));
        assertEquals(List.of(), risk().exposures());
        assertEquals(Usdt.ZERO, risk().margin());
    }

    @Test
    void aLimitOfEachPositionIsUsedByTheGreatestOfThem() {
        open();
        fold(story.approved("o-2", signal));
        say(filled(Symbol.of("DOGE_USDT"), 40, "150", "75", 0, "0"));
        assertEquals(
                Optional.of(new LimitUse(
                        "maxPositionNotional",
                        "DOGE_USDT/LONG",
                        BigDecimal.valueOf(150),
                        BigDecimal.valueOf(1_000),
                        0.15)),
                use("maxPositionNotional"));
        assertEquals(Optional.of(BigDecimal.TWO), use("maxOpenPositions").map(LimitUse::used));
    }

    @Test
    void aBudgetIsUsedByOrdersAndPositionsOfItsStrategy() {
        open();
        fold(story.approved("o-1", signal));
        say(filled(40, "40.4", "20.2", 60, "30.6"));
        assertEquals(List.of(new Budget("pump", Usdt.of(1_000), Usdt.of("50.8"), Usdt.of("949.2"))), risk().budgets());
    }

    @Test
    void drawdownAndLossOfTheDayAreThoseOfTheMarkedEquity() {
        open();
        assertEquals(Optional.empty(), use("maxDrawdownBps"));
        say(new EquityMarked("s-1", TODAY, Usdt.of(10_050), Usdt.of(10_200), Usdt.of(9_900)));
        assertEquals(
                new Marked(Usdt.of(9_900), Usdt.of(10_200), Usdt.of(300), Usdt.of(10_050), Usdt.of(150), TODAY),
                risk().marked());
        assertEquals(Optional.of(0.2), use("maxDrawdownBps").map(LimitUse::share));
        assertEquals(Optional.of(0.3), use("maxDailyLossBps").map(LimitUse::share));
    }

    @Test
    void aGainOfTheDayUsesNothingOfTheLimit() {
        open();
        say(new EquityMarked("s-1", TODAY, BALANCE, Usdt.of(10_200), Usdt.of(10_200)));
        assertEquals(Optional.of(BigDecimal.ZERO), use("maxDailyLossBps").map(LimitUse::used));
    }

    @Test
    void aStrategyIsDisabledUntilItIsEnabledAgain() {
        open();
        Event<?> disabled = say(new StrategyDisabled("s-1", "pump", 10, 10, "LEVERAGE"));
        assertEquals(List.of(disabled), risk().disabled());
        say(new TradingStateApplied("s-1", Scope.STRATEGY, "s-1/pump", State.REDUCING, "d-1"));
        assertEquals(List.of(disabled), risk().disabled());
        say(new TradingStateApplied("s-1", Scope.STRATEGY, "s-1/pump", State.ACTIVE, "d-2"));
        assertEquals(List.of(), risk().disabled());
    }

    @Test
    void aPauseLastsUntilAnEntryOrFillComesAfterIt() {
        open();
        Event<?> triggered = say(new ProtectionTriggered(
                "s-1", "pump", Protection.Kind.COOL_DOWN, BTC, LATER, BigDecimal.TEN, BigDecimal.ONE));
        assertEquals(List.of(triggered), risk().pauses());
        say(filled(40, "40.4", "20.2", 0, "0"), LATER);
        assertEquals(List.of(), risk().pauses());
    }

    @Test
    void theLongerOfTwoPausesOfAProtectionCounts() {
        open();
        Event<?> longer = say(pauseUntil(LATER.plusSeconds(60)));
        say(pauseUntil(LATER));
        assertEquals(List.of(longer), risk().pauses());
    }

    private static ProtectionTriggered pauseUntil(Instant until) {
        return new ProtectionTriggered(
                "s-1", "pump", Protection.Kind.MAX_DRAWDOWN, null, until, BigDecimal.TEN, BigDecimal.ONE);
    }

    @Test
    void anInstanceThatMayNotEnterIsPaused() {
        open();
        fold(story.event(
                "s-1/pump/BTC_USDT",
                Story.START,
                null,
                new StrategyStateChanged(
                        "s-1",
                        "pump",
                        1,
                        BTC,
                        null,
                        StrategyState.MONITORING,
                        StrategyState.MONITORING,
                        List.of(PauseCause.VENUE_UNAVAILABLE),
                        TransitionReason.VENUE_UNAVAILABLE,
                        "the venue is away")));
        assertEquals(
                List.of(List.of(PauseCause.VENUE_UNAVAILABLE)),
                risk().paused().stream().map(StrategyView::pausedBy).toList());
    }

    @Test
    void theVerdictOnTheLastEntryIsShownWithItsChecks() {
        open();
        Event<?> denied = story.denied("o-2", signal);
        fold(denied);
        assertEquals(denied, risk().lastEntry());
    }
}
