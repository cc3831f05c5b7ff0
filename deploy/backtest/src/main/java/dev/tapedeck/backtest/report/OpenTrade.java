package dev.tapedeck.backtest.report;

import dev.tapedeck.contracts.value.Direction;
import dev.tapedeck.contracts.value.Price;
import dev.tapedeck.contracts.value.Quantity;
import dev.tapedeck.contracts.value.Side;
import dev.tapedeck.contracts.value.Symbol;
import dev.tapedeck.contracts.value.Usdt;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A position as it is entered and closed part by part. What is closed costs its share of what is held: the average cost method. */
final class OpenTrade {
    private static final int DIGITS = 12;
    private static final double BPS = 10_000;

    private final Key key;
    private final String episodeId;
    private final Instant entryAt;
    private final BigDecimal contractSize;
    private BigDecimal held = BigDecimal.ZERO;
    private BigDecimal heldCost = BigDecimal.ZERO;
    private BigDecimal entered = BigDecimal.ZERO;
    private BigDecimal enteredFor = BigDecimal.ZERO;
    private BigDecimal left = BigDecimal.ZERO;
    private BigDecimal leftFor = BigDecimal.ZERO;
    private BigDecimal gross = BigDecimal.ZERO;
    private BigDecimal fees = BigDecimal.ZERO;
    private BigDecimal slippage = BigDecimal.ZERO;
    private BigDecimal decidedFor = BigDecimal.ZERO;

    /** Whose position it is. */
    record Key(String strategyId, Symbol symbol, Direction direction) {
        /** Returns whether the venue has one position for both. */
        boolean shares(Key other) {
            return symbol.equals(other.symbol) && direction == other.direction;
        }
    }

    OpenTrade(Key key, String episodeId, Instant entryAt, BigDecimal contractSize) {
        this.key = key;
        this.episodeId = episodeId;
        this.entryAt = entryAt;
        this.contractSize = contractSize;
    }

    Key key() {
        return key;
    }

    BigDecimal held() {
        return held;
    }

    void enter(BigDecimal contracts, Price price) {
        BigDecimal amount = amount(contracts, price);
        held = held.add(contracts);
        heldCost = heldCost.add(amount);
        entered = entered.add(contracts);
        enteredFor = enteredFor.add(amount);
    }

    /** Closes a part; it earned nothing where nobody knows the price. */
    void leave(BigDecimal contracts, @Nullable Price price) {
        BigDecimal cost = release(contracts);
        if (price == null) {
            return;
        }
        BigDecimal amount = amount(contracts, price);
        gross = gross.add(key.direction() == Direction.LONG ? amount.subtract(cost) : cost.subtract(amount));
        left = left.add(contracts);
        leftFor = leftFor.add(amount);
    }

    void pay(Usdt fee) {
        fees = fees.add(fee.value());
    }

    void slip(Side side, BigDecimal contracts, Price price, Price decided) {
        BigDecimal more = amount(contracts, price).subtract(amount(contracts, decided));
        slippage = slippage.add(side == Side.BUY ? more : more.negate());
        decidedFor = decidedFor.add(amount(contracts, decided));
    }

    Trade trade(@Nullable Instant exitAt, @Nullable Closing closedBy) {
        BigDecimal pnl = gross.subtract(fees);
        return new Trade(
                key.strategyId(),
                key.symbol(),
                key.direction(),
                episodeId,
                entryAt,
                exitAt,
                new Quantity(entered),
                new Quantity(held),
                average(enteredFor, entered),
                left.signum() == 0 ? null : average(leftFor, left),
                new Usdt(enteredFor),
                new Usdt(pnl),
                100 * pnl.doubleValue() / enteredFor.doubleValue(),
                new Usdt(fees),
                Usdt.ZERO,
                new Usdt(slippage),
                decidedFor.signum() == 0 ? 0 : BPS * slippage.doubleValue() / decidedFor.doubleValue(),
                closedBy);
    }

    private BigDecimal release(BigDecimal contracts) {
        BigDecimal share = contracts.compareTo(held) == 0
                ? heldCost
                : heldCost.multiply(contracts).divide(held, DIGITS, RoundingMode.HALF_EVEN);
        held = held.subtract(contracts);
        heldCost = heldCost.subtract(share);
        return share;
    }

    private BigDecimal amount(BigDecimal contracts, Price price) {
        return contracts.multiply(contractSize).multiply(price.value());
    }

    private Price average(BigDecimal amount, BigDecimal contracts) {
        return new Price(amount.divide(contracts.multiply(contractSize), DIGITS, RoundingMode.HALF_EVEN));
    }
}
