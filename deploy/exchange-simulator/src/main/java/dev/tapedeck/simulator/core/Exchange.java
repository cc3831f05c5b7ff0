package dev.tapedeck.simulator.core;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The whole venue behind one door. Feed it tape trades in time order with {@link #trade}, let time pass with {@link
 * #advanceTo}, place and cancel; read {@link #changes()} after each call. The tape path allocates nothing while no
 * account order rests and no trigger waits. Single-threaded; refusals are values, exceptions mean a broken invariant.
 *
 * <p>Index and fair price, depth recovery, triggers on them, liquidation and funding happen at whole tape seconds, so
 * results do not depend on how often time is advanced.
 */
public final class Exchange {
    /** Entries of each kind the ledger keeps, and orders an account remembers. */
    public static final int DEFAULT_LEDGER_LIMIT = 100_000;

    private static final long SECOND_MILLIS = 1000;
    private static final long FUNDING_CYCLE_MILLIS = Instrument.FUNDING_CYCLE_HOURS * 3_600_000L;

    private final VenueState state;
    private final Clearing clearing;
    private final MatchingEngine matching;
    private final OrderDesk desk;
    private final TriggerDesk triggers;
    private final Map<String, Market> marketsBySymbol = new LinkedHashMap<>();
    private final Map<String, Account> accounts = new LinkedHashMap<>();
    private long nextSecondMillis;

    /**
     * @param startMillis tape time before the first trade
     * @param duplicateAnswersExisting whether a repeated external id answers with the first order's id instead of 2042
     */
    public Exchange(
            List<MarketOpening> markets,
            List<AccountOpening> accountOpenings,
            long startMillis,
            boolean duplicateAnswersExisting,
            int ledgerLimit) {
        state = new VenueState(ledgerLimit);
        state.nowMillis = startMillis;
        nextSecondMillis = (startMillis / SECOND_MILLIS + 1) * SECOND_MILLIS;
        clearing = new Clearing(state);
        matching = new MatchingEngine(clearing);
        desk = new OrderDesk(state, clearing, matching, marketsBySymbol, duplicateAnswersExisting);
        triggers = new TriggerDesk(state, clearing, desk);
        for (MarketOpening opening : markets) {
            Market market = new Market(
                    opening.instrument(), state.markets.size(), opening.ticks(), opening.contracts(), startMillis);
            state.markets.add(market);
            marketsBySymbol.put(opening.instrument().symbol(), market);
        }
        for (AccountOpening opening : accountOpenings) {
            Account account = new Account(opening.name(), ledgerLimit);
            accounts.put(opening.name(), account);
            clearing.move(account, AccountMovement.Kind.DEPOSIT, opening.balance(), 0);
        }
        state.changes.clear();
    }

    public long nowMillis() {
        return state.nowMillis;
    }

    public List<Market> markets() {
        return Collections.unmodifiableList(state.markets);
    }

    public @Nullable Market market(String symbol) {
        return marketsBySymbol.get(symbol);
    }

    public Collection<Account> accounts() {
        return accounts.values();
    }

    public @Nullable Account account(String name) {
        return accounts.get(name);
    }

    public Changes changes() {
        return state.changes;
    }

    public Ledger ledger() {
        return state.ledger;
    }

    /** Lets tape time pass up to and including {@code millis}; does nothing for a time already reached. */
    public void advanceTo(long millis) {
        while (nextSecondMillis <= millis) {
            state.nowMillis = nextSecondMillis;
            boolean moved = onSecond();
            nextSecondMillis += SECOND_MILLIS;
            if (!moved && nothingWaitsForTime()) {
                nextSecondMillis = Math.max(nextSecondMillis, (millis / SECOND_MILLIS + 1) * SECOND_MILLIS);
            }
        }
        state.nowMillis = Math.max(state.nowMillis, millis);
    }

    /** Whether the coming seconds would change nothing, given that the last one moved no market. */
    private boolean nothingWaitsForTime() {
        return state.openPositions.isEmpty() && state.markets.stream().allMatch(market -> market.plans.isEmpty());
    }

    /** Runs what happens at a whole tape second and returns whether any market moved. */
    private boolean onSecond() {
        boolean moved = false;
        for (Market market : state.markets) {
            moved |= market.onSecond();
            matching.fillCrossed(market);
            triggers.check(market);
        }
        if (!state.openPositions.isEmpty()) {
            settlePositions();
        }
        return moved;
    }

    private void settlePositions() {
        if (state.nowMillis % FUNDING_CYCLE_MILLIS == 0) {
            state.openPositions.forEach(clearing::settleFunding);
        }
        for (Position position : new ArrayList<>(state.openPositions)) {
            if (position.holdVol() > 0 && clearing.isLiquidatable(position)) {
                clearing.liquidate(position);
            }
        }
    }

    /**
     * One print of the tape: fills resting orders it trades with, moves the book, then fires triggers.
     *
     * @param market index in {@link #markets()}
     * @param millis tape time, not before {@link #nowMillis()}
     * @param ticks price in the instrument's ticks, at least 1
     * @param contracts at least 1
     */
    public void trade(int market, long millis, long ticks, long contracts, boolean buyerTakes) {
        if (nextSecondMillis <= millis) {
            advanceTo(millis);
        }
        state.nowMillis = millis;
        Market traded = state.markets.get(market);
        matching.fillFromTape(traded, ticks, contracts, buyerTakes);
        traded.onTrade(ticks, contracts, buyerTakes, millis);
        matching.fillCrossed(traded);
        triggers.check(traded);
    }

    /**
     * Checks a request and, when it is accepted, runs it against the book at once.
     *
     * @param atWallMicros wall clock of arrival for the ledger, epoch microseconds; 0 where there is none
     */
    public PlaceResult place(Account account, OrderRequest request, long atWallMicros) {
        return place(account, request, new Arrival(atWallMicros, ""));
    }

    /** As {@link #place(Account, OrderRequest, long)}, where the sender may be told something else than the verdict. */
    public PlaceResult place(Account account, OrderRequest request, Arrival arrival) {
        return desk.place(account, request, arrival);
    }

    /**
     * Notes in the ledger a request that was answered without being looked at.
     *
     * @param rejectCode the venue's code it was answered with, 0 for any other answer
     */
    public void noteUnprocessed(Account account, OrderRequest request, Arrival arrival, int rejectCode) {
        desk.note(account, request, arrival, rejectCode, arrival.toldInstead(), null);
    }

    /**
     * Makes the next orders that would take more than one contract at once take half at most and stay open until they
     * are let go. Post-only and fill-or-kill orders, which never take a part, are not touched.
     *
     * @param orders how many, in place of what was left to hold back before
     * @param listener hears of each order when it is held back
     */
    public void holdBack(int orders, Consumer<Order> listener) {
        matching.holdBack(orders, listener);
    }

    /** Whether orders are held back now, so that what happens to accounts should not be told yet. */
    public boolean isHoldingBack() {
        return matching.isHoldingBack();
    }

    /** Lets an order that is held back go on: a market or limit order takes and rests as ever, an immediate-or-cancel order's rest is cancelled. */
    public void letGo(Order order) {
        matching.letGo(order);
    }

    /** Lets all orders go on, and holds back no more. */
    public void letAllGo() {
        matching.letAllGo();
    }

    /** Takes a position over now, as if its margin were used up, and returns the order that did it. */
    public Order liquidate(Position position) {
        return clearing.liquidate(position);
    }

    /** Cancels an order; {@code ORDER_NOT_FOUND} for null, {@code ORDER_NOT_CANCELLABLE} when it has already ended. */
    public VenueCode cancel(@Nullable Order order) {
        return desk.cancel(order);
    }

    /** Closes every position at market, each up to its closable volume. */
    public void closeAll(Account account) {
        for (Position position : List.copyOf(account.positions())) {
            if (position.closableVol() > 0) {
                desk.place(account, OrderRequest.marketClose(position, position.closableVol(), ""), Arrival.NONE);
            }
        }
    }

    /** Sets the leverage for the next position; a position that is held keeps its own. */
    public VenueCode presetLeverage(Account account, Market market, boolean isLong, int leverage) {
        if (leverage < 1 || leverage > market.instrument().maxLeverage()) {
            return VenueCode.LEVERAGE_ERROR;
        }
        Position position = account.position(market, isLong);
        if (position != null) {
            return changeLeverage(position, leverage);
        }
        account.leverage(market, isLong, leverage);
        return VenueCode.OK;
    }

    /** Changes a held position's leverage and with it the margin it holds. */
    public VenueCode changeLeverage(Position position, int leverage) {
        Instrument instrument = position.market().instrument();
        if (leverage < 1 || leverage > instrument.tier(position.holdVol()).maxLeverage()) {
            return VenueCode.LEVERAGE_ERROR;
        }
        BigDecimal needed = Money.divide(position.cost, BigDecimal.valueOf(leverage))
                .add(position.cost.multiply(instrument.takerFeeRate()));
        BigDecimal added = needed.subtract(position.margin());
        if (added.compareTo(position.account().available()) > 0) {
            return VenueCode.BALANCE_INSUFFICIENT;
        }
        position.margin = needed;
        position.leverage = leverage;
        position.account().leverage(position.market(), position.isLong(), leverage);
        state.changed(position);
        state.changes.accounts().add(position.account());
        return VenueCode.OK;
    }

    /** Adds to or takes from an isolated position's margin; what remains must stay above what liquidation needs. */
    public VenueCode changeMargin(Position position, BigDecimal amount) {
        if (position.openType() != Position.ISOLATED) {
            return VenueCode.WRONG_OPEN_TYPE;
        }
        BigDecimal backing =
                position.margin().add(amount).add(position.unrealised().min(BigDecimal.ZERO));
        boolean leavesTooLittle = amount.signum() < 0 && backing.compareTo(position.liquidationNeed()) <= 0;
        if (leavesTooLittle || amount.compareTo(position.account().available()) > 0) {
            return VenueCode.BALANCE_INSUFFICIENT;
        }
        position.margin = position.margin().add(amount);
        state.changed(position);
        state.changes.accounts().add(position.account());
        return VenueCode.OK;
    }

    /** Sets {@link Account#HEDGE} or {@link Account#ONE_WAY}; refused while orders or positions are open. */
    public VenueCode changePositionMode(Account account, int mode) {
        if (mode != Account.HEDGE && mode != Account.ONE_WAY) {
            return VenueCode.BAD_PARAMETER;
        }
        boolean plansWait = account.planOrders().stream().anyMatch(plan -> plan.state() == TriggerState.UNTRIGGERED);
        boolean active = !account.openOrders().isEmpty() || !account.positions().isEmpty() || plansWait;
        if (active && mode != account.positionMode()) {
            return VenueCode.ACTIVE_ORDERS_OR_POSITIONS;
        }
        account.positionMode = mode;
        return VenueCode.OK;
    }

    /** Places a stop-loss and/or take-profit on a held position. On {@code OK} the result carries the stop's id. */
    public PlaceResult placeStop(
            Position position,
            long vol,
            @Nullable BigDecimal stopLossPrice,
            @Nullable BigDecimal takeProfitPrice,
            PriceSource lossSource,
            PriceSource profitSource) {
        if (stopLossPrice == null && takeProfitPrice == null) {
            return PlaceResult.refused(VenueCode.STOP_PRICES_EMPTY, "");
        }
        if (vol < 1 || vol > position.holdVol()) {
            return PlaceResult.refused(VenueCode.STOP_QUANTITY_ERROR, "held " + position.holdVol());
        }
        StopOrder stop = new StopOrder(
                state.nextTriggerId(),
                0,
                position,
                vol,
                stopLossPrice,
                takeProfitPrice,
                lossSource,
                profitSource,
                state.nowMillis);
        if (stop.reachedSide() != StopOrder.NOT_TRIGGERED) {
            return PlaceResult.refused(VenueCode.STOP_PRICE_ERROR, "the price is already reached");
        }
        clearing.add(stop);
        return PlaceResult.accepted(stop.id());
    }

    public VenueCode cancelStop(@Nullable StopOrder stop) {
        if (stop == null || stop.state() != TriggerState.UNTRIGGERED) {
            return VenueCode.STOP_ORDER_GONE;
        }
        clearing.end(stop, TriggerState.CANCELLED, EndReason.NONE);
        return VenueCode.OK;
    }

    /** Places a plan order. On {@code OK} the result carries the plan's id. */
    public PlaceResult placePlan(
            Account account,
            OrderRequest request,
            BigDecimal triggerPrice,
            int triggerType,
            PriceSource source,
            int executeCycle) {
        Market market = marketsBySymbol.get(request.symbol());
        if (market == null) {
            return PlaceResult.refused(VenueCode.NO_SUCH_CONTRACT, request.symbol());
        }
        if (triggerPrice.signum() <= 0) {
            return PlaceResult.refused(VenueCode.TRIGGER_PRICE_ERROR, triggerPrice.toPlainString());
        }
        if (triggerType != PlanOrder.AT_OR_ABOVE && triggerType != PlanOrder.AT_OR_BELOW) {
            return PlaceResult.refused(VenueCode.TRIGGER_TYPE_ERROR, Integer.toString(triggerType));
        }
        if (executeCycle != 1 && executeCycle != 2) {
            return PlaceResult.refused(VenueCode.EXECUTE_CYCLE_ERROR, Integer.toString(executeCycle));
        }
        if (market.plans.size() >= Instrument.MAX_OPEN_ORDERS) {
            return PlaceResult.refused(VenueCode.TOO_MANY_ORDERS, "");
        }
        PlanOrder plan = new PlanOrder(
                state.nextTriggerId(),
                account,
                market,
                request,
                triggerPrice,
                triggerType,
                source,
                executeCycle,
                state.nowMillis);
        account.add(plan);
        market.plans.add(plan);
        state.changed(plan);
        return PlaceResult.accepted(plan.id());
    }

    public VenueCode cancelPlan(@Nullable PlanOrder plan) {
        if (plan == null) {
            return VenueCode.ORDER_NOT_FOUND;
        }
        if (plan.state() != TriggerState.UNTRIGGERED) {
            return VenueCode.ORDER_NOT_CANCELLABLE;
        }
        triggers.end(plan, TriggerState.CANCELLED);
        return VenueCode.OK;
    }
}
