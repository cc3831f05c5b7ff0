package dev.tapedeck.simulator.core;

import java.math.BigDecimal;

/**
 * One execution of an account's order.
 *
 * @param ticks price in ticks of the order's instrument
 * @param vol contracts
 * @param fee USDT, positive when paid
 * @param profit realised by closing, USDT before fees; zero when opening
 * @param atMillis tape time
 */
public record Fill(
        long id, Order order, long ticks, long vol, BigDecimal fee, BigDecimal profit, boolean taker, long atMillis) {

    public BigDecimal price() {
        return order.market().instrument().price(ticks);
    }
}
