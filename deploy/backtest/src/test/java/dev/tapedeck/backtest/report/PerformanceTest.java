package dev.tapedeck.backtest.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.tapedeck.backtest.TestRun.EquityPoint;
import dev.tapedeck.contracts.codec.Json;
import dev.tapedeck.contracts.event.AlertEvent.Severity;
import dev.tapedeck.contracts.event.RiskEvent.DenialReason;
import dev.tapedeck.contracts.event.RiskEvent.Purpose;
import dev.tapedeck.contracts.event.SignalEvent.Section;
import dev.tapedeck.contracts.value.Direction;
import dev.tapedeck.contracts.value.Usdt;
import dev.tapedeck.gateway.core.history.Ratios;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PerformanceTest {
    private static final double EXACT = 1e-9;
    private static final int DAY = 86_400;

    private static EquityPoint point(int second, String equity, String exposure) {
        return new EquityPoint(Account.START.plusSeconds(second), Usdt.of(equity), Usdt.of(exposure));
    }

    private static Performance performance(Account account, List<EquityPoint> equity, int endSecond) {
        return Performance.of(
                account.log(), equity, Usdt.of("1000"), Account.START, Account.START.plusSeconds(endSecond));
    }

    private static TradeStatistics group(Map<String, TradeStatistics> groups, String name) {
        return Objects.requireNonNull(groups.get(name), name);
    }

    private static double present(@Nullable Double number) {
        return Objects.requireNonNull(number);
    }

    private static Account threeTrades() {
        return new Account(Direction.LONG)
                .enter(10, "rider", 10, "100", "100", "0")
                .leave(20, "rider", Section.ZE1, 10, "106", "106", "0")
                .enter(30, "rider", 10, "100", "100", "0")
                .leave(40, "rider", Section.E1, 10, "98", "98", "0")
                .enter(50, "other", 10, "100", "100", "0")
                .leave(60, "other", Section.E1, 10, "99", "99", "0");
    }

    @Test
    void tradesAreCountedByWhatTheyEarned() {
        TradeStatistics all =
                performance(threeTrades(), List.of(point(0, "1000", "0")), 100).total();

        assertEquals(3, all.trades());
        assertEquals(1, all.wins());
        assertEquals(100 / 3.0, present(all.winPercent()), EXACT);
        assertEquals(2.0, present(all.profitFactor()), EXACT);
        assertEquals(Usdt.of("3"), all.pnl());
        assertEquals(Usdt.of("1"), all.expectancy());
        assertEquals(Usdt.of("6"), all.averageWin());
        assertEquals(Usdt.of("-1.5"), all.averageLoss());
    }

    @Test
    void tradesAreCountedByStrategyAndByWhatClosedThem() {
        Performance performance = performance(threeTrades(), List.of(point(0, "1000", "0")), 100);

        assertEquals(2, group(performance.byStrategy(), "rider").trades());
        assertEquals(Usdt.of("-1"), group(performance.byStrategy(), "other").pnl());
        assertEquals(Usdt.of("-3"), group(performance.byClosing(), "E1").pnl());
        assertEquals(3, group(performance.bySymbol(), "ALFA_USDT").trades());
    }

    @Test
    void timeInTheMarketCountsEveryMomentOnce() {
        Account twoAtOnce = new Account(Direction.LONG)
                .enter(10, "rider", 10, "100", "100", "0")
                .enter(20, "other", 10, "100", "100", "0")
                .leave(30, "rider", Section.ZE1, 10, "100", "100", "0")
                .leave(50, "other", Section.ZE1, 10, "100", "100", "0");

        Exposure exposure = performance(
                        twoAtOnce,
                        List.of(point(0, "1000", "0"), point(10, "1000", "100"), point(50, "1000", "0")),
                        100)
                .exposure();

        assertEquals(40, exposure.timePercent(), EXACT);
        assertEquals(40, exposure.averageNotionalUsdt(), EXACT);
    }

    @Test
    void theGreatestDrawdownLastsFromWhenThePeakWasLeftUntilItIsReachedAgain() {
        Drawdown drawdown = performance(
                        new Account(Direction.LONG),
                        List.of(
                                point(0, "1000", "0"),
                                point(10, "1100", "0"),
                                point(20, "990", "0"),
                                point(30, "1000", "0"),
                                point(45, "1100", "0"),
                                point(50, "1090", "0")),
                        100)
                .maxDrawdown();

        assertEquals(Usdt.of("110"), drawdown.amount());
        assertEquals(10, drawdown.percent(), EXACT);
        assertEquals(Account.START.plusSeconds(20), drawdown.peakAt());
        assertEquals(25, drawdown.seconds());
        assertEquals(Account.START.plusSeconds(45), drawdown.recoveredAt());
    }

    @Test
    void ratiosAreOfDailyReturns() {
        // +10 %, -5 %, +2 %: mean 7/3 %, deviation with n - 1 7.5056 %, downside 5/sqrt(3) %.
        Ratios ratios = performance(
                        new Account(Direction.LONG),
                        List.of(
                                point(100, "1100", "0"),
                                point(DAY + 100, "1045", "0"),
                                point(2 * DAY + 100, "1065.9", "0")),
                        2 * DAY + 200)
                .ratios();

        assertEquals(3, ratios.days());
        assertEquals(7 / 3.0 / 7.505553499465134 * Math.sqrt(365), present(ratios.sharpe()), 1e-6);
        assertEquals(7 / 3.0 / (5 / Math.sqrt(3)) * Math.sqrt(365), present(ratios.sortino()), 1e-6);
        assertEquals((Math.pow(1.0659, 365 / 3.0) - 1) / 0.05, present(ratios.calmar()), 1e-3);
    }

    @Test
    void aRatioIsAbsentWhereThereIsNothingToDivideBy() {
        Ratios oneDay = performance(new Account(Direction.LONG), List.of(point(0, "1000", "0")), 100)
                .ratios();
        Ratios still = performance(new Account(Direction.LONG), List.of(point(0, "1000", "0")), 3 * DAY)
                .ratios();

        assertNull(oneDay.sharpe());
        assertNull(still.sharpe());
        assertNull(still.sortino());
        assertNull(still.calmar());
    }

    @Test
    void onlyEntriesCountAsDenied() {
        Account account = new Account(Direction.LONG)
                .denied(Purpose.ENTRY, DenialReason.BUDGET)
                .denied(Purpose.ENTRY, DenialReason.BUDGET)
                .denied(Purpose.EXIT, DenialReason.NO_POSITION_TO_REDUCE);

        assertEquals(
                Map.of("BUDGET", 2),
                performance(account, List.of(point(0, "1000", "0")), 100).entriesDenied());
    }

    @Test
    void alertsAreCountedByKindTheGravestFirst() {
        Account account = new Account(Direction.LONG)
                .alarmed(1, Severity.WARNING, "SharpeLow", "it is -3")
                .alarmed(2, Severity.WARNING, "OrderRateUnusual", "5 times")
                .alarmed(3, Severity.CRITICAL, "WatchdogHalted", "daily loss 501")
                .alarmed(4, Severity.WARNING, "SharpeLow", "it is -4");

        assertEquals(
                List.of(
                        new AlertKind(
                                Severity.CRITICAL, "WatchdogHalted", 1, Account.START.plusSeconds(3), "daily loss 501"),
                        new AlertKind(Severity.WARNING, "SharpeLow", 2, Account.START.plusSeconds(1), "it is -3"),
                        new AlertKind(
                                Severity.WARNING, "OrderRateUnusual", 1, Account.START.plusSeconds(2), "5 times")),
                performance(account, List.of(point(0, "1000", "0")), 100).alerts());
    }

    @Test
    void itsJsonHasNoNumberThatIsNone() throws Exception {
        String json = Json.MAPPER.writeValueAsString(
                performance(new Account(Direction.LONG), List.of(point(0, "1000", "0")), 100));

        assertFalse(json.contains("NaN"), json);
        assertFalse(json.contains("Infinity"), json);
    }
}
