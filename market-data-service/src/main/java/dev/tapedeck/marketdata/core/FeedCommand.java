package dev.tapedeck.marketdata.core;

import dev.tapedeck.contracts.event.InstrumentEvent.InstrumentListed;
import dev.tapedeck.contracts.value.Price;
import dev.tapedeck.contracts.value.Quantity;
import dev.tapedeck.contracts.value.Symbol;
import java.time.Instant;
import java.util.List;

/**
 * What the core is told. {@link #at} is the command's time: the venue's for everything that the venue sent, the reader's for the rest. How long ago something
 * arrived is a fact of the reader, not of the log, so the reader measures it and tells.
 */
public sealed interface FeedCommand {
    Instant at();

    /** How something of the venue came here. */
    enum Source {
        SOCKET,
        /** An answer to a question by REST. Heard only while the socket's data cannot be relied on. */
        POLL
    }

    /** The venue said something about one symbol. */
    sealed interface FromVenue extends FeedCommand {
        Symbol symbol();

        Source source();
    }

    /**
     * Trades of one frame or one answer.
     *
     * @param trades oldest first, at least one
     */
    record TradesSeen(Symbol symbol, Source source, List<SeenTrade> trades) implements FromVenue {
        public TradesSeen {
            trades = List.copyOf(trades);
            if (trades.isEmpty()) {
                throw new IllegalArgumentException("trades must not be empty (symbol=" + symbol + ")");
            }
        }

        @Override
        public Instant at() {
            return trades.getLast().at();
        }
    }

    /**
     * The best bid and ask, sizes in contracts.
     *
     * @param version of the venue's book
     */
    record QuoteSeen(
            Symbol symbol,
            Source source,
            Instant at,
            Price bidPrice,
            Quantity bidQuantity,
            Price askPrice,
            Quantity askQuantity,
            long version)
            implements FromVenue {}

    record MarkPriceSeen(Symbol symbol, Source source, Instant at, Price markPrice) implements FromVenue {}

    /** The venue said something that carries none of the above: its time moved. */
    record TimeSeen(Symbol symbol, Source source, Instant at) implements FromVenue {}

    /** The venue lists the instrument on these terms. */
    record InstrumentSeen(InstrumentListed terms, Instant at) implements FeedCommand {}

    /**
     * The symbol's socket stands and the symbol was subscribed.
     *
     * @param silentMillis since the last frame of the symbol
     */
    record ConnectionUp(Symbol symbol, Instant at, long silentMillis) implements FeedCommand {}

    /**
     * The symbol's socket is gone, or the reader has just started and has none yet.
     *
     * @param silentMillis since the last frame of the symbol
     */
    record ConnectionDown(Symbol symbol, Instant at, long silentMillis, String reason) implements FeedCommand {}

    /** A second passed on the reader's clock. */
    record TimerFired(Instant at, List<Silence> silences) implements FeedCommand {
        public TimerFired {
            silences = List.copyOf(silences);
        }
    }

    /**
     * How long a symbol has been silent, on the reader's clock; since the reader started when nothing came yet.
     *
     * @param silentMillis since the last frame of the symbol
     * @param connected whether its socket stands
     * @param socketSilentMillis since that socket last answered a ping or brought a frame of any symbol
     * @param pollSilentMillis since a poll last showed that the venue's time moves
     */
    record Silence(
            Symbol symbol, long silentMillis, boolean connected, long socketSilentMillis, long pollSilentMillis) {}
}
