package dev.tapedeck.simulator.core;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Books what executions, endings, funding and liquidations do to orders, positions and cash. */
final class Clearing {
    private final VenueState state;

    Clearing(VenueState state) {
        this.state = state;
    }

    void move(Account account, AccountMovement.Kind kind, BigDecimal amount, long reference) {
        if (amount.signum() == 0) {
            return;
        }
        account.cash = account.cash.add(amount);
        state.ledger.add(new AccountMovement(account.name(), kind, amount, account.cash, reference, state.nowMillis));
        state.changes.accounts().add(account);
    }

    /** Executes part of an order. In one-way mode an opening order closes the opposite position first. */
    void execute(Order order, long ticks, long vol, boolean taker) {
        Account account = order.account();
        Side side = order.side();
        long closing = 0;
        if (!side.opens()) {
            closing = vol;
            close(order, held(account, order.market(), side.concernsLong()), ticks, vol, taker);
        } else if (account.positionMode() == Account.ONE_WAY) {
            Position opposite = account.position(order.market(), !side.concernsLong());
            closing = opposite == null ? 0 : Math.min(vol, opposite.holdVol());
            if (opposite != null) {
                close(order, opposite, ticks, closing, taker);
            }
        }
        if (vol > closing) {
            if (!isCovered(order, ticks, vol - closing)) {
                end(order, OrderState.CANCELLED, EndReason.INSUFFICIENT_BALANCE);
                return;
            }
            open(order, ticks, vol - closing, taker);
        }
        if (order.remainingVol() == 0) {
            end(order, OrderState.FILLED, EndReason.NONE);
        }
    }

    /** Whether margin is there for contracts an order did not reserve, because it had been expected to close. */
    private static boolean isCovered(Order order, long ticks, long opening) {
        long unreserved = opening - order.reservedVol;
        return unreserved <= 0
                || openingCost(order.market().instrument(), ticks, unreserved, order.leverage())
                                .compareTo(order.account().available())
                        <= 0;
    }

    private static Position held(Account account, Market market, boolean isLong) {
        Position position = account.position(market, isLong);
        if (position == null) {
            throw new IllegalStateException("a closing order of %s must have a position in %s, had none"
                    .formatted(account.name(), market.instrument().symbol()));
        }
        return position;
    }

    private void open(Order order, long ticks, long vol, boolean taker) {
        Account account = order.account();
        Market market = order.market();
        boolean isLong = order.side().concernsLong();
        Position position = account.position(market, isLong);
        if (position == null) {
            position = new Position(
                    state.nextPositionId(),
                    account,
                    market,
                    isLong,
                    order.request().openType(),
                    order.leverage(),
                    state.nowMillis);
            account.add(position);
            state.openPositions.add(position);
        }
        BigDecimal margin = marginFor(market.instrument(), ticks, vol, position.leverage());
        position.open(ticks, vol, margin);
        order.usedMargin = order.usedMargin.add(margin);
        release(order, vol);
        book(order, position, ticks, vol, BigDecimal.ZERO, taker);
        attachStop(order, position, vol);
    }

    /** Margin a position needs: its value over the leverage, and the reserve for the closing fee. */
    private static BigDecimal marginFor(Instrument instrument, long ticks, long vol, int leverage) {
        BigDecimal value = instrument.value(ticks, vol);
        return Money.divide(value, BigDecimal.valueOf(leverage)).add(value.multiply(instrument.takerFeeRate()));
    }

    /** What opening takes from the available balance at most: margin and the opening fee. */
    static BigDecimal openingCost(Instrument instrument, long ticks, long vol, int leverage) {
        return marginFor(instrument, ticks, vol, leverage)
                .add(instrument.value(ticks, vol).multiply(instrument.takerFeeRate()));
    }

    /** Gives back the frozen margin of executed contracts. */
    private void release(Order order, long vol) {
        long released = Math.min(vol, order.reservedVol);
        if (released > 0) {
            unfreeze(order, Money.share(order.frozenMargin, released, order.reservedVol));
            order.reservedVol -= released;
        }
    }

    private void unfreeze(Order order, BigDecimal amount) {
        order.frozenMargin = order.frozenMargin.subtract(amount);
        order.account().frozen = order.account().frozen.subtract(amount);
        state.changes.accounts().add(order.account());
    }

    private void close(Order order, Position position, long ticks, long vol, boolean taker) {
        if (!order.side().opens()) {
            position.frozenVol -= vol;
        }
        BigDecimal profit = position.close(ticks, vol);
        order.profit = order.profit.add(profit);
        book(order, position, ticks, vol, profit, taker);
        if (position.holdVol() == 0) {
            retire(position, EndReason.POSITION_NOT_ENOUGH);
        } else if (position.frozenVol() > position.holdVol()) {
            endClosingOrders(position, EndReason.POSITION_NOT_ENOUGH);
        }
    }

    private void book(Order order, Position position, long ticks, long vol, BigDecimal profit, boolean taker) {
        Instrument instrument = order.market().instrument();
        BigDecimal rate = taker ? instrument.takerFeeRate() : instrument.makerFeeRate();
        book(order, position, ticks, vol, profit, instrument.value(ticks, vol).multiply(rate), taker);
    }

    private void book(
            Order order, Position position, long ticks, long vol, BigDecimal profit, BigDecimal fee, boolean taker) {
        Fill fill = new Fill(state.nextFillId(), order, ticks, vol, fee, profit, taker, state.nowMillis);
        order.dealVol += vol;
        order.dealTickVolume = Math.addExact(order.dealTickVolume, Math.multiplyExact(ticks, vol));
        order.positionId = position.id();
        if (taker) {
            order.takerFee = order.takerFee.add(fee);
        } else {
            order.makerFee = order.makerFee.add(fee);
        }
        position.fees = position.fees.add(fee);
        state.ledger.add(fill);
        state.changes.fills().add(fill);
        state.changed(order);
        state.changed(position);
        move(order.account(), AccountMovement.Kind.REALISED, profit, fill.id());
        move(order.account(), AccountMovement.Kind.FEE, fee.negate(), fill.id());
        state.changes.accounts().add(order.account());
    }

    private void attachStop(Order order, Position position, long vol) {
        OrderRequest request = order.request();
        if (request.stopLossPrice() == null && request.takeProfitPrice() == null) {
            return;
        }
        for (StopOrder stop : order.market().stops) {
            if (stop.orderId() == order.id()) {
                stop.vol += vol;
                state.changed(stop);
                return;
            }
        }
        addStop(position, order.id(), vol, request.stopLossPrice(), request.takeProfitPrice(), request);
    }

    private void addStop(
            Position position,
            long orderId,
            long vol,
            @Nullable BigDecimal stopLoss,
            @Nullable BigDecimal takeProfit,
            OrderRequest request) {
        add(new StopOrder(
                state.nextTriggerId(),
                orderId,
                position,
                vol,
                stopLoss,
                takeProfit,
                sourceOr(request.lossTrend()),
                sourceOr(request.profitTrend()),
                state.nowMillis));
    }

    void add(StopOrder stop) {
        stop.position().account().add(stop);
        stop.position().market().stops.add(stop);
        state.changes.stopOrders().add(stop);
    }

    private static PriceSource sourceOr(int trend) {
        PriceSource source = PriceSource.of(trend);
        return source == null ? PriceSource.LAST : source;
    }

    /** Ends an order: gives back what it froze and takes it out of the book. */
    void end(Order order, OrderState finalState, EndReason reason) {
        order.state = finalState;
        order.endReason = reason;
        unfreeze(order, order.frozenMargin);
        order.reservedVol = 0;
        if (!order.side().opens() && order.remainingVol() > 0) {
            Position position =
                    order.account().position(order.market(), order.side().concernsLong());
            if (position != null) {
                position.frozenVol -= order.remainingVol();
                state.changed(position);
            }
        }
        order.market().resting(order.side().buys()).remove(order);
        order.account().openOrders.remove(order.id());
        state.changed(order);
    }

    private void endClosingOrders(Position position, EndReason reason) {
        for (Order order : List.copyOf(position.account().openOrders())) {
            boolean closesIt = !order.side().opens()
                    && order.market() == position.market()
                    && order.side().concernsLong() == position.isLong();
            if (closesIt && order.remainingVol() > 0) {
                end(order, OrderState.CANCELLED, reason);
            }
        }
    }

    /** Files a position that holds nothing any more and sweeps the orders and stops that belonged to it. */
    private void retire(Position position, EndReason reason) {
        endClosingOrders(position, reason);
        for (StopOrder stop : new ArrayList<>(position.market().stops)) {
            if (stop.position() == position) {
                end(stop, TriggerState.CANCELLED, EndReason.NONE);
            }
        }
        position.account().remove(position);
        state.openPositions.remove(position);
    }

    void end(StopOrder stop, TriggerState finalState, EndReason reason) {
        stop.state = finalState;
        stop.endReason = reason;
        stop.position().market().stops.remove(stop);
        state.changed(stop);
    }

    /** Pays or collects funding at the fair price; the margin stands in when the available balance does not cover it. */
    void settleFunding(Position position) {
        Instrument instrument = position.market().instrument();
        BigDecimal value = instrument.value(position.market().fairTicks(), position.holdVol());
        BigDecimal owed = value.multiply(instrument.fundingRate());
        BigDecimal amount = position.isLong() ? owed.negate() : owed;
        Account account = position.account();
        BigDecimal shortfall =
                amount.add(account.available().max(BigDecimal.ZERO)).min(BigDecimal.ZERO);
        position.margin = position.margin.add(shortfall).max(BigDecimal.ZERO);
        position.funding = position.funding.add(amount);
        move(account, AccountMovement.Kind.FUNDING, amount, position.id());
        state.ledger.add(new FundingSettlement(
                state.nextFillId(), position, value, amount, instrument.fundingRate(), state.nowMillis));
        state.changed(position);
    }

    boolean isLiquidatable(Position position) {
        BigDecimal backing = position.margin().add(position.unrealised());
        if (position.openType() == Position.CROSS) {
            backing = backing.add(position.account().available()).add(otherCrossProfit(position));
        }
        return backing.compareTo(position.liquidationNeed()) <= 0;
    }

    private static BigDecimal otherCrossProfit(Position position) {
        BigDecimal sum = BigDecimal.ZERO;
        for (Position other : position.account().positions()) {
            if (other != position && other.openType() == Position.CROSS) {
                sum = sum.add(other.unrealised());
            }
        }
        return sum;
    }

    /**
     * The venue takes the position over. Isolated: at the bankruptcy price, and what is then left of the margin is the
     * liquidation fee, so the loss is the margin and no more. Cross: at the fair price with the liquidation fee.
     */
    Order liquidate(Position position) {
        Account account = position.account();
        Market market = position.market();
        Instrument instrument = market.instrument();
        endClosingOrders(position, EndReason.POSITION_LIQUIDATED);
        boolean isolated = position.openType() == Position.ISOLATED;
        long ticks = isolated ? position.takeoverTicks() : market.fairTicks();
        long vol = position.holdVol();
        BigDecimal margin = position.margin();
        Order order = new Order(
                state.nextOrderId(),
                account,
                market,
                OrderRequest.marketClose(position, vol, ""),
                Side.closing(position.isLong()),
                OrderType.MARKET,
                Order.LIQUIDATION,
                position.leverage(),
                ticks,
                vol,
                state.nowMillis);
        account.add(order);
        BigDecimal profit = position.close(ticks, vol);
        order.profit = profit;
        BigDecimal fee = isolated
                ? margin.add(profit).max(BigDecimal.ZERO)
                : instrument.value(ticks, vol).multiply(instrument.liquidationFeeRate());
        book(order, position, ticks, vol, profit, fee, true);
        retire(position, EndReason.POSITION_LIQUIDATED);
        end(order, OrderState.FILLED, EndReason.NONE);
        return order;
    }
}
