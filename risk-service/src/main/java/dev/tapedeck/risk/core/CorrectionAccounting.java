package dev.tapedeck.risk.core;

import dev.tapedeck.contracts.event.PositionEvent.PositionCorrected;
import dev.tapedeck.contracts.event.RiskEvent.ExposureChanged;
import dev.tapedeck.contracts.value.Price;
import dev.tapedeck.contracts.value.Quantity;
import dev.tapedeck.contracts.value.Usdt;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What a correction of a position to the venue's truth does to an account. What is gone leaves the owner first, then whoever else holds the position, by name. What came is held
 * by nobody of ours, and counts in every limit all the same. What the correction realised is counted from the venue's entry price, so what is still held costs that too.
 */
final class CorrectionAccounting {
    static final String EXTERNAL = "external";

    private final Account account;
    private final PositionCorrected correction;
    private final String eventId;
    private Usdt realised;
    private Usdt equity;
    private Usdt margin;
    private final List<ExposureChanged> changes = new ArrayList<>();

    private CorrectionAccounting(Account account, PositionCorrected correction, String eventId) {
        this.account = account;
        this.correction = correction;
        this.eventId = eventId;
        this.realised = correction.realised();
        this.equity = account.equity();
        this.margin = account.margin();
    }

    /** Returns one change for each holding that the correction moves, at least one; what it realised comes with the first. */
    static List<ExposureChanged> applied(Account account, PositionCorrected correction, String eventId) {
        var accounting = new CorrectionAccounting(account, correction, eventId);
        BigDecimal change =
                correction.after().contracts().subtract(correction.before().contracts());
        if (change.signum() > 0) {
            accounting.add(new Quantity(change));
        } else {
            accounting.take(new Quantity(change.negate()));
        }
        return accounting.changes;
    }

    private void take(Quantity gone) {
        Quantity left = gone;
        for (Holding holder : holders()) {
            Quantity taken = left.min(holder.quantity());
            left = left.minus(taken);
            Usdt freed = taken.isZero() ? Usdt.ZERO : Portions.of(holder.margin(), taken, holder.quantity());
            hold(holder, holder.quantity().minus(taken), holder.margin().minus(freed));
        }
        if (changes.isEmpty()) {
            Holding external = held(EXTERNAL);
            move(external, external.quantity(), external.cost(), external.margin());
        }
    }

    /** Nobody of ours chose a leverage for it, so all of its value is taken for margin. */
    private void add(Quantity come) {
        Holding external = held(EXTERNAL);
        move(
                external,
                external.quantity().plus(come),
                costOf(external, external.quantity()).plus(cost(come)),
                external.margin().plus(cost(come)));
        holders().stream()
                .filter(holder -> !holder.strategyId().equals(EXTERNAL))
                .forEach(holder -> hold(holder, holder.quantity(), holder.margin()));
    }

    private List<Holding> holders() {
        return account.holdings().stream()
                .filter(one -> one.isOf(correction.symbol(), correction.direction()))
                .sorted(Comparator.comparing((Holding one) -> !one.strategyId().equals(correction.strategyId()))
                        .thenComparing(Holding::strategyId))
                .toList();
    }

    private void hold(Holding holder, Quantity quantity, Usdt backing) {
        Usdt cost = costOf(holder, quantity);
        boolean moves = !quantity.equals(holder.quantity()) || cost.compareTo(holder.cost()) != 0;
        if (moves) {
            move(holder, quantity, cost, backing);
        }
    }

    /** Returns what contracts of a holding cost, at the venue's entry price where that is known. */
    private Usdt costOf(Holding holder, Quantity quantity) {
        if (quantity.isZero()) {
            return Usdt.ZERO;
        }
        return correction.averageEntryPrice() == null || !isListed()
                ? Portions.of(holder.cost(), quantity, holder.quantity())
                : cost(quantity);
    }

    private boolean isListed() {
        return account.instruments().containsKey(correction.symbol().name());
    }

    private Usdt cost(Quantity contracts) {
        Price price = correction.averageEntryPrice();
        var instrument = account.instruments().get(correction.symbol().name());
        return price == null || instrument == null ? Usdt.ZERO : contracts.notional(instrument.contractSize(), price);
    }

    private Holding held(String strategyId) {
        return account.holding(strategyId, correction.symbol(), correction.direction());
    }

    /** A correction comes with our clock, not with the market's: it moves no day, and what it realised counts for the day that the market is in next. */
    private void move(Holding holder, Quantity quantity, Usdt cost, Usdt backing) {
        Results results = account.results();
        margin = margin.minus(holder.margin()).plus(backing);
        equity = equity.plus(realised);
        changes.add(new ExposureChanged(
                account.sessionId(),
                eventId,
                eventId,
                holder.strategyId(),
                holder.symbol(),
                holder.direction(),
                quantity,
                cost,
                backing,
                Quantity.ZERO,
                Usdt.ZERO,
                realised,
                results.dayAsItWas(),
                results.on(results.dayAsItWas()),
                account.reserved(),
                margin,
                equity,
                equity.minus(account.reserved()).minus(margin)));
        realised = Usdt.ZERO;
    }
}
