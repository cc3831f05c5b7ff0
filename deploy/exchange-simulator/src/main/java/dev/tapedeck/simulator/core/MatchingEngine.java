package dev.tapedeck.simulator.core;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.function.Consumer;

/** Decides who trades at what price: account orders against the modelled book, the tape and each other. */
final class MatchingEngine {
    private final Clearing clearing;
    private final Set<Order> heldBack = new LinkedHashSet<>();
    private Consumer<Order> onHeldBack = order -> {};
    private int toHoldBack;

    MatchingEngine(Clearing clearing) {
        this.clearing = clearing;
    }

    /** Runs a fresh order: takes what its type allows, then rests, or ends with the reason. */
    void submit(Order order) {
        if (toHoldBack == 0 || !order.type().mayFillInPart() || order.vol() == 1 || !takesHalf(order)) {
            execute(order);
        }
    }

    /** Takes half of an order at most and holds it back; false when it takes nothing now, so that there is no rest to hold. */
    private boolean takesHalf(Order order) {
        order.withheld = order.vol() - order.vol() / 2;
        take(order);
        if (order.state().isFinal()) {
            return true;
        }
        if (order.dealVol() == 0) {
            order.withheld = 0;
            return false;
        }
        toHoldBack--;
        heldBack.add(order);
        onHeldBack.accept(order);
        return true;
    }

    /** Replaces how many of the next orders are held back, and who hears of each. */
    void holdBack(int orders, Consumer<Order> listener) {
        toHoldBack = orders;
        onHeldBack = listener;
    }

    boolean isHoldingBack() {
        return !heldBack.isEmpty();
    }

    /** Lets an order go on by the rules of its type; does nothing when it has ended or was not held back. */
    void letGo(Order order) {
        if (!heldBack.remove(order) || order.state().isFinal()) {
            return;
        }
        order.withheld = 0;
        if (order.type() == OrderType.IMMEDIATE_OR_CANCEL) {
            clearing.end(order, OrderState.CANCELLED, EndReason.IOC_CANCEL);
        } else {
            execute(order);
        }
    }

    /** Lets all orders go on, and holds back no more. */
    void letAllGo() {
        toHoldBack = 0;
        List.copyOf(heldBack).forEach(this::letGo);
    }

    private void execute(Order order) {
        Market market = order.market();
        boolean buys = order.side().buys();
        if (order.type() == OrderType.POST_ONLY && reaches(order, bestOpposite(market, buys))) {
            clearing.end(order, OrderState.CANCELLED, EndReason.POST_ONLY_CANCEL);
            return;
        }
        if (order.type() == OrderType.FILL_OR_KILL && !canFill(order)) {
            clearing.end(order, OrderState.CANCELLED, EndReason.FOK_CANCEL);
            return;
        }
        take(order);
        if (order.state().isFinal()) {
            return;
        }
        if (order.type().rests()) {
            order.queueAhead = market.book().queueAt(buys, order.limitTicks());
            market.resting(buys).add(order);
        } else {
            clearing.end(
                    order,
                    OrderState.CANCELLED,
                    order.type() == OrderType.IMMEDIATE_OR_CANCEL ? EndReason.IOC_CANCEL : EndReason.MARKET_CANCEL);
        }
    }

    private static long bestOpposite(Market market, boolean buys) {
        return buys ? market.bestAskTicks() : market.bestBidTicks();
    }

    private static boolean reaches(Order order, long oppositeTicks) {
        if (!order.type().hasLimitPrice()) {
            return true;
        }
        return order.side().buys() ? order.limitTicks() >= oppositeTicks : order.limitTicks() <= oppositeTicks;
    }

    private static boolean canFill(Order order) {
        DepthSide side = new DepthSide();
        order.market().depth(order.side().buys(), side);
        long offered = 0;
        for (int level = 0; level < side.size() && reaches(order, side.ticks(level)); level++) {
            offered += side.volume(level);
        }
        return offered >= order.vol();
    }

    private void take(Order order) {
        while (!order.state().isFinal() && order.remainingVol() > order.withheld && takeBest(order)) {
            // takes one level or resting order at a time, until done or out of reach
        }
    }

    /** Trades with the best opposite price; false when nothing within reach is left. */
    private boolean takeBest(Order order) {
        Market market = order.market();
        ModelBook book = market.book();
        boolean buys = order.side().buys();
        NavigableSet<Order> opposite = market.resting(!buys);
        int level = book.firstLevel(buys);
        long offered = book.firstVolume(buys, level);
        long modelTicks = book.ticks(buys, level);
        if (!opposite.isEmpty()) {
            Order resting = opposite.getFirst();
            boolean restingIsBetter = buys ? resting.limitTicks() < modelTicks : resting.limitTicks() > modelTicks;
            if (offered == 0 || restingIsBetter) {
                return takeResting(order, resting);
            }
        }
        if (offered == 0 || !reaches(order, modelTicks)) {
            return false;
        }
        long vol = Math.min(offered, order.remainingVol() - order.withheld);
        book.consume(buys, vol);
        clearing.execute(order, modelTicks, vol, true);
        return true;
    }

    private boolean takeResting(Order order, Order resting) {
        if (!reaches(order, resting.limitTicks())) {
            return false;
        }
        long vol = Math.min(resting.remainingVol(), order.remainingVol() - order.withheld);
        long ticks = resting.limitTicks();
        clearing.execute(resting, ticks, vol, false);
        if (order.state().isFinal()) {
            return false;
        }
        clearing.execute(order, ticks, Math.min(vol, order.remainingVol()), true);
        return true;
    }

    /**
     * Fills resting orders from one tape trade: those priced better than the trade, then those at its price once the
     * queue before them has traded; never more contracts than the trade had.
     */
    void fillFromTape(Market market, long ticks, long contracts, boolean buyerTakes) {
        NavigableSet<Order> resting = market.resting(!buyerTakes);
        if (resting.isEmpty()) {
            return;
        }
        long left = contracts;
        for (Order order : new ArrayList<>(resting)) {
            long distance = buyerTakes ? ticks - order.limitTicks() : order.limitTicks() - ticks;
            if (left == 0 || distance < 0) {
                return;
            }
            if (order.state().isFinal()) {
                continue;
            }
            if (distance == 0) {
                long waited = Math.min(order.queueAhead, left);
                order.queueAhead -= waited;
                left -= waited;
            }
            long vol = Math.min(left, order.remainingVol());
            if (vol > 0) {
                clearing.execute(order, order.limitTicks(), vol, false);
                left -= vol;
            }
        }
    }

    /** Fills resting orders that the moved or recovered model now reaches, at their own price, from its depth. */
    void fillCrossed(Market market) {
        if (market.hasResting()) {
            fillCrossed(market, true);
            fillCrossed(market, false);
        }
    }

    private void fillCrossed(Market market, boolean bids) {
        List<Order> resting = new ArrayList<>(market.resting(bids));
        ModelBook book = market.book();
        for (Order order : resting) {
            while (!order.state().isFinal()) {
                int level = book.firstLevel(bids);
                long offered = book.firstVolume(bids, level);
                if (offered == 0 || !reaches(order, book.ticks(bids, level))) {
                    break;
                }
                long vol = Math.min(offered, order.remainingVol());
                book.consume(bids, vol);
                clearing.execute(order, order.limitTicks(), vol, false);
            }
        }
    }
}
