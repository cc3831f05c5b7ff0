package dev.tapedeck.gateway.core;

import dev.tapedeck.contracts.event.TickEvent.Trade;
import dev.tapedeck.contracts.value.Price;
import dev.tapedeck.contracts.value.Quantity;

/**
 * Open, high, low, close and volume of one interval.
 *
 * @param t start of the interval, seconds since the epoch, event time
 * @param v in contracts
 */
public record Candle(long t, Price o, Price h, Price l, Price c, Quantity v) {
    static Candle of(long startEpochSeconds, Trade trade) {
        Price price = trade.price();
        return new Candle(startEpochSeconds, price, price, price, price, trade.quantity());
    }

    Candle with(Trade trade) {
        Price price = trade.price();
        return new Candle(t, o, higher(h, price), lower(l, price), price, v.plus(trade.quantity()));
    }

    /** Returns this candle continued by a later one. */
    Candle then(Candle later) {
        return new Candle(t, o, higher(h, later.h), lower(l, later.l), later.c, v.plus(later.v));
    }

    Candle startingAt(long epochSeconds) {
        return new Candle(epochSeconds, o, h, l, c, v);
    }

    private static Price higher(Price a, Price b) {
        return a.compareTo(b) >= 0 ? a : b;
    }

    private static Price lower(Price a, Price b) {
        return a.compareTo(b) <= 0 ? a : b;
    }
}
