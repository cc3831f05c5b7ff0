package dev.tapedeck.simulator.core;

import java.math.BigDecimal;

/**
 * One change of an account's cash. The cash of an account is always the sum of its movements.
 *
 * @param amount USDT, negative when the account pays
 * @param cashAfter USDT
 * @param reference the fill or position that caused it; 0 for the deposit
 * @param atMillis tape time
 */
public record AccountMovement(
        String account, Kind kind, BigDecimal amount, BigDecimal cashAfter, long reference, long atMillis) {

    /** What moved the cash. */
    public enum Kind {
        DEPOSIT,
        REALISED,
        FEE,
        FUNDING
    }
}
