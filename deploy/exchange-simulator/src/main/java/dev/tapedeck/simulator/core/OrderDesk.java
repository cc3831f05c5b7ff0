package dev.tapedeck.simulator.core;

import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Checks order requests, accepts them and hands them to the matching engine; cancels. */
final class OrderDesk {
    private static final int EXTERNAL_OID_CHARACTERS = 32;

    private final VenueState state;
    private final Clearing clearing;
    private final MatchingEngine matching;
    private final Map<String, Market> marketsBySymbol;
    private final boolean duplicateAnswersExisting;

    OrderDesk(
            VenueState state,
            Clearing clearing,
            MatchingEngine matching,
            Map<String, Market> marketsBySymbol,
            boolean duplicateAnswersExisting) {
        this.state = state;
        this.clearing = clearing;
        this.matching = matching;
        this.marketsBySymbol = marketsBySymbol;
        this.duplicateAnswersExisting = duplicateAnswersExisting;
    }

    PlaceResult place(Account account, OrderRequest request, Arrival arrival) {
        Order known = request.externalOid().isEmpty() ? null : account.order(request.externalOid());
        if (known != null) {
            return repeat(account, request, arrival, known);
        }
        Draft draft = new Draft(account, request);
        VenueCode verdict = draft.check();
        if (verdict != VenueCode.OK) {
            return note(account, request, arrival, verdict, PlaceResult.refused(verdict, draft.detail));
        }
        Order order = draft.toOrder();
        account.add(order);
        note(account, request, arrival, 0, answer(arrival, VenueCode.OK), order);
        state.changes.orders().add(order);
        if (request.positionMode() != 0 && request.positionMode() != account.positionMode()) {
            clearing.end(order, OrderState.INVALID, EndReason.POSITION_MODE_MISMATCH);
        } else {
            draft.reserve(order);
            matching.submit(order);
        }
        return PlaceResult.accepted(order.id());
    }

    private PlaceResult repeat(Account account, OrderRequest request, Arrival arrival, Order known) {
        VenueCode code = VenueCode.DUPLICATE_EXTERNAL_OID;
        PlaceResult result = duplicateAnswersExisting
                ? PlaceResult.accepted(known.id())
                : PlaceResult.refused(code, request.externalOid());
        return note(account, request, arrival, code, result);
    }

    /** Notes a request that made no order, and returns the result it is answered with. */
    private PlaceResult note(
            Account account, OrderRequest request, Arrival arrival, VenueCode code, PlaceResult result) {
        note(account, request, arrival, code.number(), answer(arrival, result.code()), null);
        return result;
    }

    private static String answer(Arrival arrival, VenueCode told) {
        return arrival.toldInstead().isEmpty() ? "code " + told.number() : arrival.toldInstead();
    }

    void note(
            Account account,
            OrderRequest request,
            Arrival arrival,
            int rejectCode,
            String answer,
            @Nullable Order order) {
        state.ledger.add(new ReceivedOrder(
                account, request, state.nowMillis, arrival.atWallMicros(), rejectCode, answer, order));
    }

    VenueCode cancel(@Nullable Order order) {
        if (order == null) {
            return VenueCode.ORDER_NOT_FOUND;
        }
        if (order.state().isFinal()) {
            return VenueCode.ORDER_NOT_CANCELLABLE;
        }
        clearing.end(order, OrderState.CANCELLED, EndReason.NONE);
        return VenueCode.OK;
    }

    /** A request on its way to becoming an order: what it resolves to, checked step by step. */
    private final class Draft {
        private final Account account;
        private final OrderRequest request;
        private final @Nullable Market market;
        private final @Nullable Side side;
        private final @Nullable OrderType type;
        private String detail = "";
        private int leverage;
        private long vol;
        private long limitTicks;
        private long openingVol;
        private BigDecimal openingCost = BigDecimal.ZERO;

        Draft(Account account, OrderRequest request) {
            this.account = account;
            this.request = request;
            market = marketsBySymbol.get(request.symbol());
            side = effectiveSide(account, request);
            type = OrderType.of(request.type());
        }

        private static @Nullable Side effectiveSide(Account account, OrderRequest request) {
            Side side = Side.of(request.side());
            if (side != null && side.opens() && request.reduceOnly() && account.positionMode() == Account.ONE_WAY) {
                return Side.closing(!side.buys());
            }
            return side;
        }

        /** The first thing wrong with the request, in this order: shape, size, price, then what the account can do. */
        VenueCode check() {
            if (market == null) {
                return VenueCode.NO_SUCH_CONTRACT;
            }
            if (side == null) {
                return VenueCode.WRONG_SIDE;
            }
            if (type == null) {
                return VenueCode.ORDER_TYPE_ERROR;
            }
            if (request.openType() != Position.ISOLATED && request.openType() != Position.CROSS) {
                return VenueCode.WRONG_OPEN_TYPE;
            }
            if (request.externalOid().length() > EXTERNAL_OID_CHARACTERS) {
                return VenueCode.EXTERNAL_OID_TOO_LONG;
            }
            if (request.reduceOnly() && account.positionMode() == Account.HEDGE && side.opens()) {
                detail = "reduceOnly is for one-way mode";
                return VenueCode.BAD_PARAMETER;
            }
            VenueCode size = checkSize(market.instrument());
            if (size != VenueCode.OK) {
                return size;
            }
            VenueCode price = checkPrice(market, side, type);
            if (price != VenueCode.OK) {
                return price;
            }
            return side.opens() ? checkOpening(market, side, type) : checkClosing(market, side);
        }

        private VenueCode checkSize(Instrument instrument) {
            if (request.vol().signum() <= 0) {
                return VenueCode.QUANTITY_ERROR;
            }
            if (request.vol().stripTrailingZeros().scale() > 0) {
                return VenueCode.PRECISION_ERROR;
            }
            if (request.vol().compareTo(BigDecimal.valueOf(instrument.maxVol())) > 0) {
                detail = "at most " + instrument.maxVol();
                return VenueCode.QUANTITY_ABOVE_MAXIMUM;
            }
            vol = request.vol().longValueExact();
            return VenueCode.OK;
        }

        private VenueCode checkPrice(Market in, Side of, OrderType orderType) {
            if (!orderType.hasLimitPrice()) {
                limitTicks = of.buys() ? in.bestAskTicks() : in.bestBidTicks();
                return VenueCode.OK;
            }
            Instrument instrument = in.instrument();
            BigDecimal price = request.price();
            if (price == null || price.signum() <= 0) {
                return VenueCode.PRICE_ERROR;
            }
            BigDecimal index = instrument.price(in.indexTicks());
            BigDecimal band = index.multiply(instrument.priceBand());
            if (of.buys() && price.compareTo(index.add(band)) > 0) {
                detail = "at most " + index.add(band).toPlainString();
                return VenueCode.BUY_PRICE_TOO_HIGH;
            }
            if (!of.buys() && price.compareTo(index.subtract(band)) < 0) {
                detail = "at least " + index.subtract(band).toPlainString();
                return VenueCode.SELL_PRICE_TOO_LOW;
            }
            if (!instrument.isOnTick(price)) {
                detail = "price unit is " + instrument.priceUnit().toPlainString();
                return VenueCode.PRECISION_ERROR;
            }
            limitTicks = instrument.ticks(price);
            return VenueCode.OK;
        }

        private VenueCode checkClosing(Market in, Side of) {
            Position position = account.position(in, of.concernsLong());
            if (position == null) {
                return VenueCode.NO_SUCH_POSITION;
            }
            if (position.closableVol() < vol) {
                detail = "closable " + position.closableVol() + ", asked " + vol;
                return VenueCode.CLOSABLE_INSUFFICIENT;
            }
            leverage = position.leverage();
            return VenueCode.OK;
        }

        private VenueCode checkOpening(Market in, Side of, OrderType orderType) {
            boolean isLong = of.concernsLong();
            leverage = request.leverage() == 0 && request.openType() == Position.CROSS
                    ? account.leverage(in, isLong)
                    : request.leverage();
            if (leverage < 1 || leverage > in.instrument().maxLeverage()) {
                detail = "1 to " + in.instrument().maxLeverage() + ", was " + leverage;
                return VenueCode.LEVERAGE_ERROR;
            }
            if (account.openOrders().size() >= Instrument.MAX_OPEN_ORDERS) {
                return VenueCode.TOO_MANY_ORDERS;
            }
            VenueCode fit = checkFit(in, of);
            if (fit != VenueCode.OK) {
                return fit;
            }
            if (!stopsFit(in, of)) {
                return VenueCode.STOP_PRICE_ERROR;
            }
            openingVol = vol - reducedFirst(in, of);
            openingCost = Clearing.openingCost(in.instrument(), costTicks(in, of, orderType), openingVol, leverage);
            if (openingCost.compareTo(account.available()) > 0) {
                detail = "cost " + openingCost.toPlainString() + ", available "
                        + account.available().toPlainString();
                return VenueCode.BALANCE_INSUFFICIENT;
            }
            return VenueCode.OK;
        }

        /** Leverage, margin mode and risk tier must fit the position and the open orders in the same direction. */
        private VenueCode checkFit(Market in, Side of) {
            long exposure = vol;
            Position position = account.position(in, of.concernsLong());
            if (position != null) {
                if (position.openType() != request.openType()) {
                    return VenueCode.MARGIN_MODE_DIFFERS;
                }
                if (position.leverage() != leverage) {
                    return VenueCode.LEVERAGE_DIFFERS;
                }
                exposure += position.holdVol();
            }
            for (Order open : account.openOrders()) {
                if (open.market() == in && open.side() == of) {
                    if (open.request().openType() != request.openType()) {
                        return VenueCode.MARGIN_MODE_DIFFERS;
                    }
                    if (open.leverage() != leverage) {
                        return VenueCode.LEVERAGE_DIFFERS;
                    }
                    exposure += open.remainingVol();
                }
            }
            RiskTier tier = in.instrument().tier(exposure);
            boolean aboveLadder = exposure > tier.maxVol();
            if (aboveLadder || leverage > tier.maxLeverage()) {
                detail = aboveLadder
                        ? "at most " + tier.maxVol() + " contracts, would be " + exposure
                        : "at most leverage " + tier.maxLeverage() + " for " + exposure + " contracts";
                return VenueCode.RISK_LIMIT_EXCEEDED;
            }
            return VenueCode.OK;
        }

        private boolean stopsFit(Market in, Side of) {
            BigDecimal entry = in.instrument().price(limitTicks);
            BigDecimal below = of.concernsLong() ? request.stopLossPrice() : request.takeProfitPrice();
            BigDecimal above = of.concernsLong() ? request.takeProfitPrice() : request.stopLossPrice();
            return (below == null || (below.signum() > 0 && below.compareTo(entry) < 0))
                    && (above == null || above.compareTo(entry) > 0);
        }

        /** Contracts that only reduce the opposite position in one-way mode, less those other open orders reduce. */
        private long reducedFirst(Market in, Side of) {
            Position opposite = account.position(in, !of.concernsLong());
            if (account.positionMode() != Account.ONE_WAY || opposite == null) {
                return 0;
            }
            long reducible = opposite.closableVol();
            for (Order open : account.openOrders()) {
                if (open.market() == in && open.side() == of) {
                    reducible -= open.remainingVol() - open.reservedVol;
                }
            }
            return Math.clamp(reducible, 0, vol);
        }

        /** The worst price the opening part can execute at, in ticks. */
        private long costTicks(Market in, Side of, OrderType orderType) {
            if (!of.buys()) {
                return Math.max(limitTicks, in.bestBidTicks());
            }
            if (orderType.hasLimitPrice()) {
                return limitTicks;
            }
            DepthSide asks = new DepthSide();
            in.depth(true, asks);
            long left = vol;
            long worst = limitTicks;
            for (int level = 0; level < asks.size() && left > 0; level++) {
                worst = asks.ticks(level);
                left -= asks.volume(level);
            }
            return worst;
        }

        Order toOrder() {
            if (market == null || side == null || type == null) {
                throw new IllegalStateException("an order is made of a checked request only");
            }
            return new Order(
                    state.nextOrderId(),
                    account,
                    market,
                    request,
                    side,
                    type,
                    Order.NORMAL,
                    leverage,
                    limitTicks,
                    vol,
                    state.nowMillis);
        }

        void reserve(Order order) {
            order.reservedVol = openingVol;
            order.orderMargin = openingCost;
            order.frozenMargin = openingCost;
            account.frozen = account.frozen.add(openingCost);
            state.changes.accounts().add(account);
            Position position = account.position(order.market(), order.side().concernsLong());
            if (!order.side().opens() && position != null) {
                position.frozenVol += vol;
                state.changed(position);
            }
        }
    }
}
