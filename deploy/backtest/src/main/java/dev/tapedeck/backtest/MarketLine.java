package dev.tapedeck.backtest;

import dev.tapedeck.contracts.value.Price;
import dev.tapedeck.contracts.value.Quantity;
import dev.tapedeck.contracts.value.Side;
import dev.tapedeck.contracts.value.Symbol;
import dev.tapedeck.marketdata.core.FeedCommand;
import dev.tapedeck.marketdata.core.FeedCommand.Source;
import dev.tapedeck.marketdata.core.SeenTrade;
import dev.tapedeck.simulator.core.Exchange;
import dev.tapedeck.simulator.market.MarketView;
import dev.tapedeck.simulator.play.MarketAnnouncer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The public socket without a network: what the venue tells the public, in the words in which the market data core hears it. */
final class MarketLine implements MarketAnnouncer {
    /** As many as the venue's socket puts into one frame. */
    private static final int MOST_DEALS_A_FRAME = 200;

    private final Exchange exchange;
    private final Consumer<FeedCommand> listener;
    private final List<String> names = new ArrayList<>();
    private final List<Symbol> symbols = new ArrayList<>();
    private final List<SeenBook> books = new ArrayList<>();
    private final List<Recent<Price>> prices = new ArrayList<>();
    private final Recent<Quantity> quantities = new Recent<>(Quantity::of);
    private final List<List<SeenTrade>> pending = new ArrayList<>();

    MarketLine(Exchange exchange, Consumer<FeedCommand> listener) {
        this.exchange = exchange;
        this.listener = listener;
        exchange.markets().forEach(market -> {
            names.add(market.instrument().symbol());
            symbols.add(Symbol.of(market.instrument().symbol()));
            books.add(new SeenBook(market));
            prices.add(new Recent<>(ticks -> new Price(market.instrument().price(ticks))));
            pending.add(new ArrayList<>());
        });
    }

    /** Says what a socket says first of a market: that it stands, and the present book and prices. */
    void connect(MarketView view) {
        int market = index(view);
        listener.accept(new FeedCommand.ConnectionUp(symbols.get(market), now(), 0));
        book(view);
        publishPrices(view);
    }

    @Override
    public void collectDeal(int market, long dealId, long millis, long ticks, long contracts, boolean buyerTakes) {
        pending.get(market)
                .add(new SeenTrade(
                        Long.toString(dealId),
                        price(market, ticks),
                        quantities.of(contracts),
                        buyerTakes ? Side.BUY : Side.SELL,
                        Instant.ofEpochMilli(millis)));
        if (pending.get(market).size() >= MOST_DEALS_A_FRAME) {
            flush(market);
        }
    }

    @Override
    public void flushDeals() {
        for (int market = 0; market < pending.size(); market++) {
            flush(market);
        }
    }

    private void flush(int market) {
        List<SeenTrade> trades = pending.get(market);
        if (!trades.isEmpty()) {
            listener.accept(new FeedCommand.TradesSeen(symbols.get(market), Source.SOCKET, trades));
            trades.clear();
        }
    }

    @Override
    public void publishBook(MarketView view) {
        if (books.get(index(view)).look(exchange.nowMillis())) {
            book(view);
        }
    }

    private void book(MarketView view) {
        int market = index(view);
        Symbol symbol = symbols.get(market);
        SeenBook book = books.get(market);
        Instant at = Instant.ofEpochMilli(book.atMillis());
        if (!book.isTwoSided()) {
            listener.accept(new FeedCommand.TimeSeen(symbol, Source.SOCKET, at));
            return;
        }
        listener.accept(new FeedCommand.QuoteSeen(
                symbol,
                Source.SOCKET,
                at,
                price(market, book.bestTicks(false)),
                quantities.of(book.bestContracts(false)),
                price(market, book.bestTicks(true)),
                quantities.of(book.bestContracts(true)),
                book.version()));
    }

    /** The services follow the whole book. */
    @Override
    public void publishMergedBook(MarketView view) {
        // Nobody here subscribes to it.
    }

    @Override
    public void publishPrices(MarketView view) {
        int market = index(view);
        Symbol symbol = symbols.get(market);
        listener.accept(new FeedCommand.TimeSeen(symbol, Source.SOCKET, now()));
        listener.accept(new FeedCommand.MarkPriceSeen(
                symbol, Source.SOCKET, now(), price(market, view.quotes().fairTicks())));
    }

    @Override
    public void publishCandles(MarketView view) {
        // Nobody here subscribes to them.
    }

    @Override
    public void publishTickers() {
        // Nobody here subscribes to them.
    }

    private int index(MarketView view) {
        return names.indexOf(view.symbol());
    }

    private Instant now() {
        return Instant.ofEpochMilli(exchange.nowMillis());
    }

    private Price price(int market, long ticks) {
        return prices.get(market).of(ticks);
    }
}
