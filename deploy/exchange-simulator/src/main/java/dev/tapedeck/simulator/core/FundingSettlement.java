package dev.tapedeck.simulator.core;

import java.math.BigDecimal;

/**
 * Funding one position paid or received.
 *
 * @param amount USDT, negative when the position paid
 * @param value position value at fair price, USDT
 */
public record FundingSettlement(
        long id, Position position, BigDecimal value, BigDecimal amount, BigDecimal rate, long atMillis) {}
