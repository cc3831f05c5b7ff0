package dev.tapedeck.simulator.core;

import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One trading account. Cash is the sum of all movements; available is cash less what positions hold as margin and open
 * orders have frozen. Only the core changes it.
 */
public final class Account {
    public static final int HEDGE = 1;
    public static final int ONE_WAY = 2;

    static final int DEFAULT_LEVERAGE = 20;
    private static final int CLOSED_POSITIONS_KEPT = 10_000;
    private static final int TRIGGERS_KEPT = 10_000;

    private final String name;
    private final Map<Long, Order> orders = new LinkedHashMap<>();
    private final Map<String, Order> ordersByExternalOid = new HashMap<>();
    private final Map<Integer, Integer> leverages = new HashMap<>();
    private final Map<Integer, Position> positions = new LinkedHashMap<>();
    private final Deque<Position> closedPositions = new ArrayDeque<>();
    private final int ordersKept;

    final Map<Long, Order> openOrders = new LinkedHashMap<>();
    private final Map<Long, StopOrder> stopOrders = new LinkedHashMap<>();
    private final Map<Long, PlanOrder> planOrders = new LinkedHashMap<>();
    int positionMode = HEDGE;
    BigDecimal cash = BigDecimal.ZERO;
    BigDecimal frozen = BigDecimal.ZERO;

    Account(String name, int ordersKept) {
        this.name = name;
        this.ordersKept = ordersKept;
    }

    public String name() {
        return name;
    }

    /** 1 hedge, 2 one-way. */
    public int positionMode() {
        return positionMode;
    }

    public BigDecimal cash() {
        return cash;
    }

    /** USDT frozen by open orders. */
    public BigDecimal frozen() {
        return frozen;
    }

    public BigDecimal positionMargin() {
        return sum(Kind.MARGIN);
    }

    public BigDecimal unrealised() {
        return sum(Kind.UNREALISED);
    }

    public BigDecimal available() {
        return cash.subtract(frozen).subtract(positionMargin());
    }

    public BigDecimal equity() {
        return cash.add(unrealised());
    }

    private enum Kind {
        MARGIN,
        UNREALISED
    }

    private BigDecimal sum(Kind kind) {
        BigDecimal sum = BigDecimal.ZERO;
        for (Position position : positions.values()) {
            sum = sum.add(kind == Kind.MARGIN ? position.margin() : position.unrealised());
        }
        return sum;
    }

    /** Open positions, oldest first. */
    public Collection<Position> positions() {
        return positions.values();
    }

    /** Closed positions, newest first; the last 10,000. */
    public Collection<Position> closedPositions() {
        return closedPositions;
    }

    public @Nullable Position position(Market market, boolean isLong) {
        return positions.get(key(market, isLong));
    }

    public @Nullable Position position(long positionId) {
        return positions.values().stream()
                .filter(position -> position.id() == positionId)
                .findFirst()
                .orElse(null);
    }

    void add(Position position) {
        positions.put(key(position.market(), position.isLong()), position);
    }

    void remove(Position position) {
        positions.remove(key(position.market(), position.isLong()));
        closedPositions.addFirst(position);
        if (closedPositions.size() > CLOSED_POSITIONS_KEPT) {
            closedPositions.removeLast();
        }
    }

    public int leverage(Market market, boolean isLong) {
        int preset = leverages.getOrDefault(
                key(market, isLong),
                Math.min(DEFAULT_LEVERAGE, market.instrument().maxLeverage()));
        Position position = position(market, isLong);
        return position == null ? preset : position.leverage();
    }

    void leverage(Market market, boolean isLong, int leverage) {
        leverages.put(key(market, isLong), leverage);
    }

    private static int key(Market market, boolean isLong) {
        return 2 * market.index() + (isLong ? 0 : 1);
    }

    public @Nullable Order order(long orderId) {
        return orders.get(orderId);
    }

    public @Nullable Order order(String externalOid) {
        return ordersByExternalOid.get(externalOid);
    }

    public Collection<Order> openOrders() {
        return openOrders.values();
    }

    /** Every order still remembered, newest first. */
    public List<Order> orders() {
        return new ArrayList<>(orders.values()).reversed();
    }

    public Collection<StopOrder> stopOrders() {
        return stopOrders.values();
    }

    public Collection<PlanOrder> planOrders() {
        return planOrders.values();
    }

    void add(Order order) {
        orders.put(order.id(), order);
        openOrders.put(order.id(), order);
        String externalOid = order.externalOidOrNull();
        if (externalOid != null) {
            ordersByExternalOid.put(externalOid, order);
        }
        forgetOldest();
    }

    void add(StopOrder stop) {
        stopOrders.put(stop.id(), stop);
        StopOrder oldest = stopOrders.values().iterator().next();
        if (stopOrders.size() > TRIGGERS_KEPT && oldest.state() != TriggerState.UNTRIGGERED) {
            stopOrders.remove(oldest.id());
        }
    }

    void add(PlanOrder plan) {
        planOrders.put(plan.id(), plan);
        PlanOrder oldest = planOrders.values().iterator().next();
        if (planOrders.size() > TRIGGERS_KEPT && oldest.state() != TriggerState.UNTRIGGERED) {
            planOrders.remove(oldest.id());
        }
    }

    private void forgetOldest() {
        if (orders.size() <= ordersKept) {
            return;
        }
        Order oldest = orders.values().iterator().next();
        if (oldest.state().isFinal()) {
            orders.remove(oldest.id());
            ordersByExternalOid.remove(oldest.request().externalOid());
        }
    }
}
