package dev.tapedeck.backtest.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.tapedeck.contracts.event.PositionEvent.MismatchKind;
import dev.tapedeck.contracts.event.SignalEvent.Section;
import dev.tapedeck.contracts.value.Direction;
import dev.tapedeck.contracts.value.Price;
import dev.tapedeck.contracts.value.Quantity;
import dev.tapedeck.contracts.value.Usdt;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TradeLedgerTest {
    private static final double EXACT = 1e-9;

    @Test
    void aTradeGoesFromFlatToFlatOverSeveralFills() {
        List<Trade> trades = TradeLedger.trades(new Account(Direction.LONG)
                .enter(1, "rider", 10, "100", "99", "0.04")
                .enter(2, "rider", 30, "104", "104", "0.12")
                .leave(5, "rider", Section.ZE1, 10, "110", "110", "0.04")
                .leave(9, "rider", Section.E1, 30, "102", "103", "0.12")
                .log());

        // Bought 1 coin for 100 and 3 for 312, sold 1 for 110 and 3 for 306.
        Trade trade = trades.getFirst();
        assertEquals(1, trades.size());
        assertEquals(Usdt.of("3.68"), trade.pnl());
        assertEquals(Usdt.of("0.32"), trade.fees());
        assertEquals(Usdt.of("412"), trade.notional());
        assertEquals(Price.of("103"), trade.averageEntryPrice());
        assertEquals(Price.of("104"), trade.averageExitPrice());
        assertEquals(100 * 3.68 / 412, trade.returnPercent(), EXACT);
        assertEquals(Quantity.of(40), trade.quantity());
        assertEquals(Account.START.plusSeconds(1), trade.entryAt());
        assertEquals(Account.START.plusSeconds(9), trade.exitAt());
        assertEquals(Closing.E1, trade.closedBy());
    }

    @Test
    void slippageIsWhatFillsCostMoreThanTheStrategySaw() {
        Trade trade = TradeLedger.trades(new Account(Direction.LONG)
                        .enter(1, "rider", 10, "100", "99", "0")
                        .leave(2, "rider", Section.ZE1, 10, "110", "112", "0")
                        .log())
                .getFirst();

        assertEquals(Usdt.of("3"), trade.slippage());
        assertEquals(10_000 * 3 / 211.0, trade.slippageBps(), EXACT);
    }

    @Test
    void aShortEarnsWhenThePriceFalls() {
        Trade trade = TradeLedger.trades(new Account(Direction.SHORT)
                        .enter(1, "rider", 10, "100", "101", "0.1")
                        .leave(2, "rider", Section.ZE1, 10, "90", "90", "0.1")
                        .log())
                .getFirst();

        assertEquals(Usdt.of("9.8"), trade.pnl());
        assertEquals(Usdt.of("1"), trade.slippage());
    }

    @Test
    void theStopAtTheVenueClosesATradeAtThePriceAndFeeOfItsCorrection() {
        Trade trade = TradeLedger.trades(new Account(Direction.LONG)
                        .enter(1, "rider", 10, "100", "100", "0.1")
                        .holds(1, 10, "100")
                        .corrected(3, MismatchKind.PROTECTIVE_STOP, 10, 0, "95", null, "-5.1")
                        .log())
                .getFirst();

        assertEquals(Closing.STOP_AT_VENUE, trade.closedBy());
        assertEquals(Price.of("95"), trade.averageExitPrice());
        assertEquals(Usdt.of("0.2"), trade.fees());
        assertEquals(Usdt.of("-5.2"), trade.pnl());
    }

    @Test
    void aCorrectionOfASharedPositionIsTakenFromAllWhoHoldIt() {
        List<Trade> trades = TradeLedger.trades(new Account(Direction.LONG)
                .enter(1, "other", 10, "110", "110", "0")
                .enter(2, "rider", 10, "100", "100", "0")
                .holds(2, 20, "105")
                .corrected(3, MismatchKind.LIQUIDATION, 20, 5, "90", "105", "-22.5")
                .log());

        assertEquals(Usdt.of("-10"), trades.getFirst().pnl());
        assertEquals(Closing.LIQUIDATION, trades.getFirst().closedBy());
        assertEquals("other", trades.getLast().strategyId());
        assertEquals(Usdt.of("-10"), trades.getLast().pnl());
        assertEquals(Quantity.of(5), trades.getLast().open());
        assertNull(trades.getLast().closedBy());
    }

    @Test
    void fundingGoesToWhoHeldThePositionWhenItWasSettled() {
        List<Trade> trades = TradeLedger.trades(new Account(Direction.LONG)
                .enter(1, "rider", 10, "100", "100", "0")
                .enter(1, "other", 30, "100", "100", "0")
                .leave(5, "rider", Section.ZE1, 10, "100", "100", "0")
                .leave(5, "other", Section.ZE1, 30, "100", "100", "0")
                .funding(8, 4, "-0.4")
                .funding(9, 6, "-7")
                .log());

        assertEquals(Usdt.of("-0.1"), trades.getFirst().funding());
        assertEquals(Usdt.of("-0.3"), trades.getLast().funding());
    }

    @Test
    void whatTradesEarnIsTheCashThatCameAndWent() {
        for (int round = 0; round < 200; round++) {
            long seed = 7_000L + round;
            var random = new SplittableRandom(seed);
            var account = new Account(random.nextBoolean() ? Direction.LONG : Direction.SHORT);
            int held = 0;
            for (int step = 0; step < 20; step++) {
                String price = Integer.toString(90 + random.nextInt(20));
                if (held == 0 || random.nextBoolean()) {
                    int contracts = 1 + random.nextInt(50);
                    held += contracts;
                    account.enter(step, "rider", contracts, price, "100", "0.01");
                } else {
                    int contracts = 1 + random.nextInt(held);
                    held -= contracts;
                    account.leave(step, "rider", Section.ZE1, contracts, price, "100", "0.01");
                }
            }
            if (held > 0) {
                account.leave(20, "rider", Section.ZE1, held, "100", "100", "0.01");
            }
            double earned = TradeLedger.trades(account.log()).stream()
                    .mapToDouble(trade -> trade.pnl().value().doubleValue())
                    .sum();
            assertEquals(Cash.of(account.log()), earned, EXACT, "seed " + seed);
        }
    }
}
