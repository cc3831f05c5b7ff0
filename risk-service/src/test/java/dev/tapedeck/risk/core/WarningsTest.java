package dev.tapedeck.risk.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tapedeck.contracts.event.AlertEvent.AlertRaised;
import dev.tapedeck.contracts.event.RiskEvent.OrderApproved;
import dev.tapedeck.contracts.event.RiskEvent.Warning;
import dev.tapedeck.contracts.event.RiskEvent.WarningChanged;
import dev.tapedeck.contracts.event.SignalEvent.Section;
import dev.tapedeck.contracts.value.Direction;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is unusual, said once when it begins and once when it is over. */
class WarningsTest {
    private static final String S = "probe";

    private final Inputs inputs = new Inputs();
    private Machine machine = Machine.running(inputs, Limits.WIDE);

    @AfterEach
    void theLogAndASnapshotRestoreTheBook() {
        machine.checkRestores("end of test");
    }

    @Test
    void warnsOnceWhenAStrategyEntersMoreThanTwiceAsOftenAsItUsedTo() {
        // Two a minute for twenty minutes, then a burst: the fifth within the minute is one more than twice two.
        for (int minute = 0; minute < 40; minute++) {
            enter();
            inputs.pass(Duration.ofSeconds(30));
        }
        inputs.pass(Duration.ofSeconds(31));
        for (int n = 0; n < 4; n++) {
            enter();
        }
        assertEquals(List.of(), warnings());
        enter();
        enter();
        assertWarning(Warning.ORDER_RATE, S, true);
        inputs.pass(Duration.ofMinutes(2));
        enter();
        assertEquals(2, warnings().size());
        assertWarning(Warning.ORDER_RATE, S, false);
    }

    @Test
    void knowsNoUsualRateBeforeTenMinutesOfHistory() {
        enter();
        inputs.pass(Duration.ofSeconds(659));
        for (int n = 0; n < 20; n++) {
            enter();
        }
        assertEquals(List.of(), warnings());
        inputs.pass(Duration.ofSeconds(1));
        enter();
        assertWarning(Warning.ORDER_RATE, S, true);
    }

    @Test
    void warnsWhenTooMuchOfTheEquityIsHeldOfOneSymbol() {
        machine = Machine.running(inputs, Limits.heldConcentrationBps(100));
        fill(machine.approves(inputs.entry(S, Inputs.BTC, 100)), 100);
        fill(machine.approves(inputs.entry(S, Inputs.ETH, 100)), 100);
        assertEquals(List.of(), warnings());
        fill(machine.approves(inputs.entry("other", Inputs.BTC, 1)), 1);
        assertWarning(Warning.CONCENTRATION, "BTC_USDT", true);
        assertEquals(0, warnings().getFirst().value().compareTo(BigDecimal.valueOf(101)));
        assertEquals(0, warnings().getFirst().limit().compareTo(BigDecimal.valueOf(100)));
        fill(machine.approves(inputs.exit("other", Inputs.BTC, Direction.LONG, Section.ZE1)), 1);
        assertWarning(Warning.CONCENTRATION, "BTC_USDT", false);
        assertEquals(2, warnings().size());
    }

    @Test
    void warnsWhenTheResultsOfAStrategyVaryMoreThanTheyEarn() {
        for (int n = 0; n < 9; n++) {
            trade(n % 2 == 0 ? "10" : "-10");
        }
        assertEquals(List.of(), warnings());
        trade("10");
        assertWarning(Warning.SHARPE, S, true);
        for (int n = 0; n < 40; n++) {
            trade("-20");
        }
        assertWarning(Warning.SHARPE, S, false);
        assertEquals(2, warnings().size());
    }

    @Test
    void saysTheSharpeRatioOfTheTradesPerYear() {
        // Nine trades of +1 and one of -9 on a margin of 100, an hour apart: a mean of 0 varies by sqrt(90 / 9) = 3.16
        // %.
        for (int n = 0; n < 9; n++) {
            trade("-1");
        }
        trade("10");
        // A mean of -0.1 % by a deviation of 3.4785 %, times the square root of 10 trades in 9 hours, 9733.33 a year.
        assertEquals(new BigDecimal("-2.8362"), warnings().getFirst().value());
    }

    @Test
    void saysNothingOfResultsThatDoNotVary() {
        for (int n = 0; n < 12; n++) {
            trade("1");
        }
        assertEquals(List.of(), warnings());
    }

    @Test
    void raisesAnAlertWhenItBeginsAndNoneWhenItIsOver() {
        machine = Machine.running(inputs, Limits.heldConcentrationBps(100));
        fill(machine.approves(inputs.entry(S, Inputs.BTC, 101)), 101);
        fill(machine.approves(inputs.exit(S, Inputs.BTC, Direction.LONG, Section.ZE1)), 101);
        List<AlertRaised> alerts = machine.log.stream()
                .flatMap(event -> RiskAlerts.of(event).stream())
                .map(draft -> (AlertRaised) draft.data())
                .toList();
        assertEquals(1, alerts.size(), alerts::toString);
        assertEquals("ConcentrationHigh", alerts.getFirst().kind());
        assertTrue(alerts.getFirst().message().contains("101 USDT of BTC_USDT"), alerts::toString);
    }

    private void enter() {
        var approved =
                (OrderApproved) machine.see(inputs.entry(S, Inputs.BTC, 1)).getFirst();
        machine.see(inputs.expired(approved));
    }

    private void fill(OrderApproved order, long quantity) {
        machine.see(inputs.fill(order, quantity, "100", "0"));
    }

    private void trade(String loss) {
        inputs.pass(Duration.ofHours(1));
        fill(machine.approves(inputs.entry(S, Inputs.ADX, 100)), 100);
        OrderApproved exit = machine.approves(inputs.exit(S, Inputs.ADX, Direction.LONG, Section.ZE1));
        machine.see(inputs.fill(exit, 100, "100", loss));
    }

    private List<WarningChanged> warnings() {
        return machine.said(WarningChanged.class);
    }

    private void assertWarning(Warning warning, String subject, boolean raised) {
        WarningChanged last = warnings().getLast();
        assertEquals(warning, last.warning());
        assertEquals(subject, last.subject());
        assertEquals(raised, last.raised(), last::toString);
    }
}
