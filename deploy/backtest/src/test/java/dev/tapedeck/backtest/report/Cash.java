package dev.tapedeck.backtest.report;

import dev.tapedeck.contracts.event.Event;
import dev.tapedeck.contracts.event.FillEvent.FillRecorded;
import dev.tapedeck.contracts.value.Side;
import java.util.List;

/** What fills moved into the account, position or not: a second way to what closed trades earned. */
final class Cash {
    private Cash() {}

    static double of(List<Event<?>> log) {
        return log.stream()
                .filter(event -> event.data() instanceof FillRecorded)
                .map(event -> (FillRecorded) event.data())
                .mapToDouble(fill -> (fill.side() == Side.SELL ? 1 : -1)
                                * fill.notional().value().doubleValue()
                        - fill.fee().value().doubleValue())
                .sum();
    }
}
