package dev.tapedeck.positionsync.out;

import dev.tapedeck.contracts.value.Direction;
import dev.tapedeck.contracts.value.Price;
import dev.tapedeck.contracts.value.Symbol;
import dev.tapedeck.contracts.value.Usdt;
import dev.tapedeck.venue.HeldPosition;
import dev.tapedeck.venue.Lookup;
import dev.tapedeck.venue.Ticker;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The venue's mark prices, and what positions would realise on them. All symbols come with one answer, which is used for a second. Safe for use by many threads. */
final class Marks {
    private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(1);

    private record Answer(Map<Symbol, Price> prices, long atNanos) {}

    private final VenueQuestions venue;
    private final LongSupplier nanos;
    private volatile @Nullable Answer last;

    /** @param nanos counts steadily; only differences mean something */
    Marks(VenueQuestions venue, LongSupplier nanos) {
        this.venue = venue;
        this.nanos = nanos;
    }

    /** Returns the mark of every symbol that has one; none when the venue does not say. Never completes exceptionally. */
    CompletionStage<Map<Symbol, Price>> ask() {
        Answer known = last;
        if (known != null && nanos.getAsLong() - known.atNanos() < FRESH_NANOS) {
            return CompletableFuture.completedStage(known.prices());
        }
        return venue.tickers().thenApply(this::take);
    }

    private Map<Symbol, Price> take(Lookup<List<Ticker>> tickers) {
        if (!(tickers instanceof Lookup.Found<List<Ticker>>(List<Ticker> rows))) {
            return Map.of();
        }
        var prices = new HashMap<Symbol, Price>();
        for (Ticker row : rows) {
            if (row.fairPrice() != null) {
                prices.put(row.symbol(), row.fairPrice());
            }
        }
        last = new Answer(prices, nanos.getAsLong());
        return prices;
    }

    /** Returns what the venue says is unrealised, else what its mark makes of it; absent when neither is known. */
    static @Nullable Usdt unrealised(HeldPosition position, @Nullable Price mark, @Nullable BigDecimal contractSize) {
        Price entry = position.averageEntryPrice();
        if (position.unrealised() != null || entry == null || mark == null || contractSize == null) {
            return position.unrealised();
        }
        BigDecimal rise = mark.value().subtract(entry.value());
        BigDecimal gain = position.direction() == Direction.LONG ? rise : rise.negate();
        return new Usdt(gain.multiply(position.quantity().contracts()).multiply(contractSize));
    }
}
