package dev.tapedeck.risk.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tapedeck.contracts.event.Protection;
import dev.tapedeck.contracts.event.Protection.Kind;
import dev.tapedeck.contracts.event.RiskEvent.DenialReason;
import dev.tapedeck.contracts.event.RiskEvent.OrderApproved;
import dev.tapedeck.contracts.event.RiskEvent.OrderDenied;
import dev.tapedeck.contracts.event.RiskEvent.ProtectionTriggered;
import dev.tapedeck.contracts.event.RiskEvent.ProtectionsChanged;
import dev.tapedeck.contracts.event.RiskEvent.RiskCheck;
import dev.tapedeck.contracts.event.SessionEvent.State;
import dev.tapedeck.contracts.event.SignalEvent.Section;
import dev.tapedeck.contracts.value.Direction;
import dev.tapedeck.contracts.value.Symbol;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When a protection triggers, whom it keeps out, and until when. A trade of a hundred USDT is backed by a hundred. */
class ProtectionsTest {
    private static final String S = "probe";
    private static final Protection COOL_DOWN = new Protection(Kind.COOL_DOWN, 60, null, null, null, null, null, null);

    private final Inputs inputs = new Inputs();
    private Machine machine = new Machine();

    @AfterEach
    void theLogAndASnapshotRestoreTheBook() {
        machine.checkRestores("end of test");
    }

    @Test
    void coolsDownTheSymbolOfATradeThatEndedUntilTheTimeIsOver() {
        running(COOL_DOWN);
        trade(Inputs.BTC, Section.ZE1, "0");
        assertPaused(Inputs.BTC, DenialReason.PROTECTION_COOL_DOWN, "60");
        enters(Inputs.ETH);
        inputs.pass(Duration.ofMillis(59_999));
        assertPaused(Inputs.BTC, DenialReason.PROTECTION_COOL_DOWN, "0.001");
        inputs.pass(Duration.ofMillis(1));
        enters(Inputs.BTC);
    }

    @Test
    void aTradeEndsWhenNothingIsHeldAnyMoreAndNotBefore() {
        running(COOL_DOWN);
        machine.see(inputs.fill(machine.approves(inputs.entry(S, Inputs.BTC, 100)), 100, "100", "0"));
        OrderApproved exit = machine.approves(inputs.exit(S, Inputs.BTC, Direction.LONG, Section.ZE1));
        machine.see(inputs.fill(exit, 99, "100", "0"));
        enters(Inputs.BTC);
        machine.see(inputs.fill(exit, 1, "100", "0"));
        assertPaused(Inputs.BTC, DenialReason.PROTECTION_COOL_DOWN, "60");
    }

    @Test
    void letsTheExitsOfAPausedStrategyPass() {
        running(COOL_DOWN);
        machine.see(inputs.fill(machine.approves(inputs.entry(S, Inputs.BTC, 100)), 100, "100", "0"));
        OrderApproved rest = machine.approves(inputs.entry(S, Inputs.BTC, 100));
        machine.see(inputs.fill(
                machine.approves(inputs.exit(S, Inputs.BTC, Direction.LONG, Section.ZE1)), 100, "100", "0"));
        machine.see(inputs.fill(rest, 100, "100", "0"));
        assertPaused(Inputs.BTC, DenialReason.PROTECTION_COOL_DOWN, "60");
        machine.approves(inputs.exit(S, Inputs.BTC, Direction.LONG, Section.ZE1));
    }

    @Test
    void leavesStrategiesWithoutProtectionsAlone() {
        running(COOL_DOWN);
        trade(Inputs.BTC, Section.ZE1, "0");
        OrderApproved other = machine.approves(inputs.entry("other", Inputs.BTC, 1));
        assertTrue(other.checks().stream().noneMatch(check -> check.check() == DenialReason.PROTECTION_COOL_DOWN));
    }

    @Test
    void doesNotCountADenialByAProtectionAsAFailure() {
        running(COOL_DOWN);
        trade(Inputs.BTC, Section.ZE1, "0");
        assertPaused(Inputs.BTC, DenialReason.PROTECTION_COOL_DOWN, "60");
        assertEquals(0, machine.account().conduct(S).failures());
    }

    @Test
    void guardsAgainstTooManyStopsOnAllSymbols() {
        running(stops(2, null));
        trade(Inputs.BTC, Section.E1, "1");
        trade(Inputs.BTC, Section.ZE1, "1");
        enters(Inputs.ETH);
        trade(Inputs.ETH, Section.E1, "1");
        assertPaused(Inputs.ADX, DenialReason.PROTECTION_STOP_LOSSES, "600");
        assertTriggered(Kind.STOP_LOSS_GUARD, null, "2", "2");
    }

    @Test
    void guardsAgainstTooManyStopsOnASymbol() {
        running(stops(2, true));
        trade(Inputs.BTC, Section.E1, "1");
        trade(Inputs.ETH, Section.E1, "1");
        assertEquals(List.of(), machine.said(ProtectionTriggered.class));
        trade(Inputs.BTC, Section.E1, "1");
        assertPaused(Inputs.BTC, DenialReason.PROTECTION_STOP_LOSSES, "600");
        enters(Inputs.ETH);
        assertTriggered(Kind.STOP_LOSS_GUARD, Inputs.BTC, "2", "2");
    }

    @ParameterizedTest
    @CsvSource({"-1,1", "0,0", "1,0"})
    void countsATradeAsStoppedThatTheVenueEndedAtALoss(String realised, int triggered) {
        running(stops(1, null));
        machine.see(inputs.fill(machine.approves(inputs.entry(S, Inputs.BTC, 100)), 100, "100", "0"));
        machine.see(inputs.correction(Inputs.BTC, S, 100, 0, realised));
        assertEquals(triggered, machine.said(ProtectionTriggered.class).size());
    }

    @Test
    void aPauseAfterACorrectionBeginsWithTheMarketsTimeAndNotWithOurs() {
        running(COOL_DOWN);
        machine.see(inputs.fill(machine.approves(inputs.entry(S, Inputs.BTC, 100)), 100, "100", "0"));
        var market = inputs.now();
        inputs.pass(Duration.ofDays(2_000));
        machine.see(inputs.correction(Inputs.BTC, S, 100, 0, "-1"));
        assertEquals(
                market.plusSeconds(60),
                machine.said(ProtectionTriggered.class).getFirst().until());
    }

    @Test
    void forgetsStopsThatAreOlderThanTheLookback() {
        running(stops(2, null));
        trade(Inputs.BTC, Section.E1, "1");
        inputs.pass(Duration.ofHours(1));
        trade(Inputs.BTC, Section.E1, "1");
        assertEquals(List.of(), machine.said(ProtectionTriggered.class));
        inputs.pass(Duration.ofMillis(3_599_999));
        trade(Inputs.BTC, Section.E1, "1");
        assertEquals(1, machine.said(ProtectionTriggered.class).size());
    }

    @Test
    void pausesWhenTheResultsFellTooFarFromTheirPeak() {
        // 1 % of 10,000 and what is won or lost of it.
        running(new Protection(Kind.MAX_DRAWDOWN, null, 3_600, 3, 600, null, new BigDecimal("1"), null));
        trade(Inputs.BTC, Section.ZE1, "-50");
        trade(Inputs.BTC, Section.ZE1, "99");
        trade(Inputs.ETH, Section.ZE1, "0.5");
        assertEquals(List.of(), machine.said(ProtectionTriggered.class));
        trade(Inputs.ETH, Section.ZE1, "0.1");
        assertPaused(Inputs.ADX, DenialReason.PROTECTION_DRAWDOWN, "600");
        assertTriggered(Kind.MAX_DRAWDOWN, null, "99.6", "99.504");
    }

    @Test
    void waitsForEnoughTradesBeforeTheirFallCounts() {
        running(new Protection(Kind.MAX_DRAWDOWN, null, 3_600, 2, 600, null, new BigDecimal("1"), null));
        trade(Inputs.BTC, Section.ZE1, "500");
        enters(Inputs.BTC);
        trade(Inputs.ETH, Section.ZE1, "0");
        assertPaused(Inputs.BTC, DenialReason.PROTECTION_DRAWDOWN, "600");
    }

    @Test
    void pausesASymbolThatMadeTooLittleOfItsMargin() {
        // 2 % of a margin of 200.
        running(new Protection(Kind.LOW_PROFIT, null, 3_600, 2, 600, null, null, new BigDecimal("2")));
        trade(Inputs.BTC, Section.ZE1, "-2");
        trade(Inputs.BTC, Section.ZE1, "-2");
        assertEquals(List.of(), machine.said(ProtectionTriggered.class));
        trade(Inputs.ETH, Section.ZE1, "-2");
        trade(Inputs.ETH, Section.ZE1, "-1.99");
        assertPaused(Inputs.ETH, DenialReason.PROTECTION_LOW_PROFIT, "600");
        enters(Inputs.BTC);
        assertTriggered(Kind.LOW_PROFIT, Inputs.ETH, "3.99", "4");
    }

    @Test
    void doesNotShortenAPauseThatLastsLonger() {
        running(stops(1, null), new Protection(Kind.STOP_LOSS_GUARD, null, 3_600, 1, 60, null, null, null));
        trade(Inputs.BTC, Section.E1, "1");
        assertPaused(Inputs.BTC, DenialReason.PROTECTION_STOP_LOSSES, "600");
    }

    @Test
    void aPauseOutlastsARestart() {
        running(COOL_DOWN);
        trade(Inputs.BTC, Section.ZE1, "0");
        machine.restart();
        assertPaused(Inputs.BTC, DenialReason.PROTECTION_COOL_DOWN, "60");
    }

    @Test
    void keepsTheProtectionsOfTheSessionAsItChanged() {
        running(stops(2, null));
        trade(Inputs.BTC, Section.E1, "1");
        change(COOL_DOWN);
        assertEquals(
                List.of(new ProtectionsChanged(Inputs.SESSION, Map.of(S, List.of(COOL_DOWN)))),
                machine.said(ProtectionsChanged.class));
        enters(Inputs.BTC);
        trade(Inputs.BTC, Section.E1, "1");
        assertPaused(Inputs.BTC, DenialReason.PROTECTION_COOL_DOWN, "60");
        machine.restart();
        assertPaused(Inputs.BTC, DenialReason.PROTECTION_COOL_DOWN, "60");
        assertEquals(1, machine.said(ProtectionTriggered.class).size());
    }

    @Test
    void countsTradesOfBeforeTheChangeForANewProtection() {
        running();
        trade(Inputs.BTC, Section.E1, "1");
        change(stops(2, null));
        enters(Inputs.ETH);
        trade(Inputs.ETH, Section.E1, "1");
        assertPaused(Inputs.ADX, DenialReason.PROTECTION_STOP_LOSSES, "600");
    }

    @Test
    void leavesAPauseThatWasTriggeredUntilItsEndWhenItsProtectionGoes() {
        running(stops(1, null));
        trade(Inputs.BTC, Section.E1, "1");
        change();
        assertEquals(List.of(new ProtectionsChanged(Inputs.SESSION, null)), machine.said(ProtectionsChanged.class));
        assertPaused(Inputs.ETH, DenialReason.PROTECTION_STOP_LOSSES, "600");
        inputs.pass(Duration.ofMillis(599_999));
        assertPaused(Inputs.ETH, DenialReason.PROTECTION_STOP_LOSSES, "0.001");
        inputs.pass(Duration.ofMillis(1));
        OrderApproved entry = machine.approves(inputs.entry(S, Inputs.ETH, 1));
        assertTrue(entry.checks().stream().noneMatch(check -> check.check() == DenialReason.PROTECTION_STOP_LOSSES));
        machine.see(inputs.expired(entry));
        trade(Inputs.BTC, Section.E1, "1");
        enters(Inputs.BTC);
    }

    @Test
    void saysNothingOfASessionWhoseProtectionsAreTheSame() {
        running(COOL_DOWN, stops(2, null));
        change(COOL_DOWN, stops(2, null));
        change(COOL_DOWN);
        change(COOL_DOWN);
        assertEquals(1, machine.said(ProtectionsChanged.class).size());
        machine.restart();
        change(COOL_DOWN);
        assertEquals(1, machine.said(ProtectionsChanged.class).size());
    }

    @Test
    void doesNotChangeTheProtectionsOfAnAccountThatIsClosed() {
        running(COOL_DOWN);
        machine.see(inputs.session(State.STOPPED, Limits.WIDE));
        change();
        assertEquals(List.of(), machine.said(ProtectionsChanged.class));
    }

    @Test
    void keepsTheLastThousandTrades() {
        running();
        for (int n = 0; n < Trades.KEPT_MAX + 3; n++) {
            trade(Inputs.BTC, Section.ZE1, "0." + n);
        }
        Trades trades = machine.account().trades();
        assertEquals(Trades.KEPT_MAX, trades.closed().size());
        assertEquals(Trades.KEPT_MAX + 3, trades.count());
        assertEquals("-0.1002", trades.newest().profit().toString());
        assertEquals("-0.3", trades.closed().getFirst().profit().toString());
    }

    @Test
    void alertsOfAPauseButNotOfACoolDown() {
        running(COOL_DOWN, stops(1, null));
        trade(Inputs.BTC, Section.E1, "1");
        List<String> alerts = machine.log.stream()
                .flatMap(event -> RiskAlerts.of(event).stream())
                .map(draft -> String.valueOf(draft.data()))
                .toList();
        assertEquals(1, alerts.size(), alerts::toString);
        assertTrue(alerts.getFirst().contains("STOP_LOSS_GUARD"), alerts::toString);
    }

    private static Protection stops(int trades, @Nullable Boolean perSymbol) {
        return new Protection(Kind.STOP_LOSS_GUARD, null, 3_600, trades, 600, perSymbol, null, null);
    }

    private void running(Protection... protections) {
        machine = Machine.running(inputs, inputs.session(Limits.WIDE, S, protections));
    }

    /** The session goes on with these protections. */
    private void change(Protection... protections) {
        machine.see(inputs.session(Limits.WIDE, S, protections));
    }

    /** A whole trade that loses so much by the fee of its exit. */
    private void trade(Symbol symbol, Section section, String loss) {
        machine.see(inputs.fill(machine.approves(inputs.entry(S, symbol, 100)), 100, "100", "0"));
        OrderApproved exit = machine.approves(inputs.exit(S, symbol, Direction.LONG, section));
        machine.see(inputs.fill(exit, 100, "100", loss));
    }

    private void enters(Symbol symbol) {
        machine.see(inputs.expired(machine.approves(inputs.entry(S, symbol, 1))));
    }

    private void assertPaused(Symbol symbol, DenialReason reason, String secondsLeft) {
        OrderDenied denied = machine.denies(inputs.entry(S, symbol, 1));
        assertEquals(reason, denied.reason());
        RiskCheck check = denied.checks().stream()
                .filter(one -> one.check() == reason)
                .findFirst()
                .orElseThrow();
        assertEquals(0, check.value().compareTo(new BigDecimal(secondsLeft)), check::toString);
    }

    private void assertTriggered(Kind kind, @Nullable Symbol symbol, String value, String limit) {
        ProtectionTriggered last = machine.said(ProtectionTriggered.class).getLast();
        assertEquals(kind, last.kind());
        assertEquals(symbol, last.symbol());
        assertEquals(0, last.value().compareTo(new BigDecimal(value)), last::toString);
        assertEquals(0, last.limit().compareTo(new BigDecimal(limit)), last::toString);
    }
}
