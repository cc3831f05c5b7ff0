package dev.tapedeck.venue.mexc;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tapedeck.contracts.value.Symbol;
import dev.tapedeck.venue.Book;
import dev.tapedeck.venue.DepthChange;
import dev.tapedeck.venue.Instrument;
import dev.tapedeck.venue.Lookup;
import dev.tapedeck.venue.MarketQueries;
import dev.tapedeck.venue.PublicTrade;
import dev.tapedeck.venue.Ticker;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The public REST calls. */
final class MexcMarketQueries implements MarketQueries {
    private static final Logger LOG = LoggerFactory.getLogger(MexcMarketQueries.class);
    private static final String BASE = "/api/v1/contract/";

    private final MexcRest rest;
    private final InstantSource clock;

    MexcMarketQueries(MexcRest rest, InstantSource clock) {
        this.rest = rest;
        this.clock = clock;
    }

    @Override
    public CompletionStage<Lookup<Instant>> serverTime() {
        return ask("ping", Map.of(), data -> Instant.ofEpochMilli(Long.parseLong(digits(data))));
    }

    @Override
    public CompletionStage<Lookup<List<Instrument>>> instruments() {
        return ask("detail", Map.of(), data -> readable(MexcFields.rows(data, "contracts"), MexcRecords::instrument));
    }

    @Override
    public CompletionStage<Lookup<Book>> depth(Symbol symbol, int limit) {
        return ask(
                "depth/" + MexcQuery.encoded(symbol.name()),
                Map.of("limit", within(limit, 1_000)),
                data -> MexcRecords.book(symbol, MexcFields.of(data, "depth"), clock.instant()));
    }

    @Override
    public CompletionStage<Lookup<List<DepthChange>>> depthChanges(Symbol symbol, int limit) {
        return ask(
                "depth_commits/" + MexcQuery.encoded(symbol.name()) + "/" + within(limit, 1_000),
                Map.of(),
                data -> MexcFields.rows(data, "commits").stream()
                        .map(row -> MexcRecords.depthChange(symbol, row, clock.instant()))
                        // Text and samples of the documents disagree about the order.
                        .sorted(Comparator.comparingLong(DepthChange::end))
                        .toList());
    }

    @Override
    public CompletionStage<Lookup<List<Ticker>>> tickers() {
        return ask(
                "ticker",
                Map.of(),
                data -> readable(MexcFields.rows(data, "tickers"), row -> MexcRecords.ticker(row, clock.instant())));
    }

    @Override
    public CompletionStage<Lookup<List<PublicTrade>>> recentTrades(Symbol symbol, int limit) {
        return ask(
                "deals/" + MexcQuery.encoded(symbol.name()),
                Map.of("limit", within(limit, 100)),
                // The venue sends the newest first.
                data -> MexcRecords.trades(MexcFields.rows(data, "deals").reversed()));
    }

    private <T> CompletionStage<Lookup<T>> ask(String path, Map<String, ?> parameters, Function<JsonNode, T> read) {
        return rest.get(BASE + path, parameters)
                .map(reply -> MexcVerdict.lookup(reply, read))
                .toCompletionStage();
    }

    /** Leaves out rows that cannot be read: one odd contract must not hide all others. */
    private static <T> List<T> readable(List<MexcFields> rows, Function<MexcFields, T> read) {
        var result = new ArrayList<T>(rows.size());
        for (MexcFields row : rows) {
            try {
                result.add(read.apply(row));
            } catch (MalformedMessage odd) {
                LOG.debug("row skipped, reason={}", odd.getMessage());
            }
        }
        return List.copyOf(result);
    }

    private static String digits(JsonNode data) {
        String text = MexcFields.text(data, "server time");
        if (!text.matches("\\d{1,15}")) {
            throw new MalformedMessage("server time must be milliseconds, was '" + text + "'");
        }
        return text;
    }

    private static int within(int limit, int max) {
        if (limit < 1 || limit > max) {
            throw new IllegalArgumentException("limit must be 1 to " + max + ", was " + limit);
        }
        return limit;
    }
}
