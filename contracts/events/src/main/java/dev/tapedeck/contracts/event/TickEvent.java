package dev.tapedeck.contracts.event;

import dev.tapedeck.contracts.value.Price;
import dev.tapedeck.contracts.value.Quantity;
import dev.tapedeck.contracts.value.Side;
import dev.tapedeck.contracts.value.Symbol;
import java.time.Instant;
import java.util.List;

/** What the market did. Topic {@code ticks}, key and subject: the symbol. */
public sealed interface TickEvent extends EventData {
    Symbol symbol();

    /** The trades of one venue frame, oldest first. A sweep through n levels is n trades of the same millisecond. */
    record TradesPrinted(Symbol symbol, List<Trade> trades) implements TickEvent {
        public TradesPrinted {
            trades = List.copyOf(trades);
            if (trades.isEmpty()) {
                throw new IllegalArgumentException("trades must not be empty (symbol=" + symbol + ")");
            }
        }
    }

    /**
     * One trade.
     *
     * @param quantity in contracts
     * @param takerSide who crossed the spread
     * @param at venue time, millisecond precision
     */
    record Trade(String tradeId, Price price, Quantity quantity, Side takerSide, Instant at) {}

    /** The best bid and ask changed. Sizes are in contracts. */
    record QuoteChanged(Symbol symbol, Price bidPrice, Quantity bidQuantity, Price askPrice, Quantity askQuantity)
            implements TickEvent {}

    /** The venue's fair price, on which unrealised profit and liquidation are computed. */
    record MarkPriceChanged(Symbol symbol, Price markPrice) implements TickEvent {}

    /** Venue time passed and the feed is alive, though nothing traded. */
    record HeartbeatSeen(Symbol symbol) implements TickEvent {}
}
