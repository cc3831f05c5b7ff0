package dev.tapedeck.marketdata.in;

import dev.tapedeck.contracts.value.Symbol;
import dev.tapedeck.marketdata.core.FeedCommand;
import dev.tapedeck.marketdata.core.FeedCommand.FromVenue;
import dev.tapedeck.marketdata.core.FeedCommand.Source;
import dev.tapedeck.marketdata.core.SeenTrade;
import dev.tapedeck.venue.Book;
import dev.tapedeck.venue.Level;
import dev.tapedeck.venue.PublicFrame;
import dev.tapedeck.venue.PublicTrade;
import dev.tapedeck.venue.Ticker;
import java.util.List;

/** Says what the venue sent in the core's words. */
final class Commands {
    private Commands() {}

    static FromVenue of(PublicFrame frame) {
        return switch (frame) {
            case PublicFrame.Trades trades -> of(trades.symbol(), Source.SOCKET, trades.trades());
            case PublicFrame.TopOfBook top -> of(Source.SOCKET, top.book());
            case PublicFrame.FairPriceChanged fair ->
                new FeedCommand.MarkPriceSeen(fair.symbol(), Source.SOCKET, fair.at(), fair.price());
            // The ticker is here for its time only: its prices lag behind the frames of their own.
            case PublicFrame.TickerChanged ticker ->
                new FeedCommand.TimeSeen(ticker.symbol(), Source.SOCKET, ticker.at());
            case PublicFrame.DepthChanged depth -> new FeedCommand.TimeSeen(depth.symbol(), Source.SOCKET, depth.at());
        };
    }

    static FromVenue of(Symbol symbol, Source source, List<PublicTrade> trades) {
        return new FeedCommand.TradesSeen(
                symbol,
                source,
                trades.stream()
                        .map(trade -> new SeenTrade(
                                trade.tradeId(), trade.price(), trade.quantity(), trade.takerSide(), trade.at()))
                        .toList());
    }

    /** A book without bids or without asks has no quote; it still tells the time. */
    static FromVenue of(Source source, Book book) {
        if (book.bids().isEmpty() || book.asks().isEmpty()) {
            return new FeedCommand.TimeSeen(book.symbol(), source, book.at());
        }
        Level bid = book.bids().getFirst();
        Level ask = book.asks().getFirst();
        return new FeedCommand.QuoteSeen(
                book.symbol(),
                source,
                book.at(),
                bid.price(),
                bid.quantity(),
                ask.price(),
                ask.quantity(),
                book.version());
    }

    static FromVenue polled(Ticker ticker) {
        return ticker.fairPrice() == null
                ? new FeedCommand.TimeSeen(ticker.symbol(), Source.POLL, ticker.at())
                : new FeedCommand.MarkPriceSeen(ticker.symbol(), Source.POLL, ticker.at(), ticker.fairPrice());
    }
}
