package dev.tapedeck.simulator.core;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A small exchange for tests: one BTC market opened at 1000.0 with prints of 100 contracts, one account. */
final class TestVenue {
    static final long START = 1_767_225_600_000L;
    static final String SYMBOL = "BTC_USDT";
    static final long OPENING_TICKS = 10_000;
    static final Instrument INSTRUMENT = instrument("0.0004");

    final Exchange exchange;
    final Account account;
    final Market market;
    private int orders;

    TestVenue() {
        this(false);
    }

    TestVenue(boolean duplicateAnswersExisting) {
        exchange = new Exchange(
                List.of(new MarketOpening(INSTRUMENT, OPENING_TICKS, 100)),
                List.of(new AccountOpening("alice", new BigDecimal("1000")), new AccountOpening("bob", BigDecimal.TEN)),
                START,
                duplicateAnswersExisting,
                Exchange.DEFAULT_LEDGER_LIMIT);
        account = exchange.accounts().iterator().next();
        market = exchange.markets().getFirst();
    }

    static Instrument instrument(String liquidationFee) {
        return new Instrument(
                10,
                SYMBOL,
                new BigDecimal("0.1"),
                new BigDecimal("0.01"),
                1_000_000,
                new BigDecimal("0.0004"),
                new BigDecimal("0.0001"),
                new BigDecimal(liquidationFee),
                new BigDecimal("0.1"),
                new BigDecimal("0.0001"),
                List.of(
                        new RiskTier(1, 10_000, new BigDecimal("0.005"), new BigDecimal("0.01"), 100),
                        new RiskTier(2, 100_000, new BigDecimal("0.01"), new BigDecimal("0.02"), 50)),
                START);
    }

    static OrderRequest request(Side side, OrderType type, @Nullable String price, long vol, String externalOid) {
        return new OrderRequest(
                SYMBOL,
                side.number(),
                type.number(),
                price == null ? null : new BigDecimal(price),
                BigDecimal.valueOf(vol),
                side.opens() ? 20 : 0,
                Position.ISOLATED,
                externalOid,
                0,
                false,
                null,
                null,
                1,
                1);
    }

    Order place(Side side, OrderType type, @Nullable String price, long vol) {
        return accepted(request(side, type, price, vol, "t-" + orders++));
    }

    Order accepted(OrderRequest request) {
        PlaceResult result = exchange.place(account, request, 0);
        Order order = account.order(result.orderId());
        if (order == null) {
            throw new AssertionError("order must be accepted, was " + result);
        }
        return order;
    }

    VenueCode verdict(OrderRequest request) {
        return exchange.place(account, request, 0).code();
    }

    /** A print one tape millisecond later. */
    void print(String price, long contracts, boolean buyerTakes) {
        exchange.trade(0, exchange.nowMillis() + 1, INSTRUMENT.ticks(new BigDecimal(price)), contracts, buyerTakes);
    }

    void passSeconds(int seconds) {
        exchange.advanceTo(exchange.nowMillis() + seconds * 1000L);
    }

    Position held(boolean isLong) {
        Position position = account.position(market, isLong);
        if (position == null) {
            throw new AssertionError("a position must be held, none was");
        }
        return position;
    }
}
