package dev.tapedeck.venue;

import dev.tapedeck.contracts.value.Price;
import dev.tapedeck.contracts.value.Symbol;
import java.time.Instant;
import java.util.List;

/** One push of the public feed. {@link #at} is venue time. */
public sealed interface PublicFrame {
    Symbol symbol();

    Instant at();

    /** Trades, oldest first, at least one. */
    record Trades(Symbol symbol, List<PublicTrade> trades, Instant at) implements PublicFrame {
        public Trades {
            trades = List.copyOf(trades);
        }
    }

    /** The whole top of the book. */
    record TopOfBook(Book book) implements PublicFrame {
        @Override
        public Symbol symbol() {
            return book.symbol();
        }

        @Override
        public Instant at() {
            return book.at();
        }
    }

    record DepthChanged(DepthChange change) implements PublicFrame {
        @Override
        public Symbol symbol() {
            return change.symbol();
        }

        @Override
        public Instant at() {
            return change.at();
        }
    }

    record TickerChanged(Ticker ticker) implements PublicFrame {
        @Override
        public Symbol symbol() {
            return ticker.symbol();
        }

        @Override
        public Instant at() {
            return ticker.at();
        }
    }

    record FairPriceChanged(Symbol symbol, Price price, Instant at) implements PublicFrame {}
}
