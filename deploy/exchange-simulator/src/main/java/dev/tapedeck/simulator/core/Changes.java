package dev.tapedeck.simulator.core;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What happened to accounts since the last {@link #clear()}, in order of first change. Fills are complete; orders,
 * positions and accounts are listed once with their present state. Read and clear it after each call on the exchange.
 */
public final class Changes {
    private final List<Fill> fills = new ArrayList<>();
    private final Set<Order> orders = new LinkedHashSet<>();
    private final Set<Position> positions = new LinkedHashSet<>();
    private final Set<Account> accounts = new LinkedHashSet<>();
    private final Set<StopOrder> stopOrders = new LinkedHashSet<>();
    private final Set<PlanOrder> planOrders = new LinkedHashSet<>();

    public List<Fill> fills() {
        return fills;
    }

    public Set<Order> orders() {
        return orders;
    }

    public Set<Position> positions() {
        return positions;
    }

    public Set<Account> accounts() {
        return accounts;
    }

    public Set<StopOrder> stopOrders() {
        return stopOrders;
    }

    public Set<PlanOrder> planOrders() {
        return planOrders;
    }

    public boolean isEmpty() {
        return fills.isEmpty()
                && orders.isEmpty()
                && positions.isEmpty()
                && accounts.isEmpty()
                && stopOrders.isEmpty()
                && planOrders.isEmpty();
    }

    public void clear() {
        if (!isEmpty()) {
            fills.clear();
            orders.clear();
            positions.clear();
            accounts.clear();
            stopOrders.clear();
            planOrders.clear();
        }
    }
}
