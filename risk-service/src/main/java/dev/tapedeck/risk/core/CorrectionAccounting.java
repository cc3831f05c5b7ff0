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
 * by nobody of ours, and counts in every limit all the same.
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

    /** Returns one change for each holding that the correction moves; what it realised comes with the first. */
    static List<ExposureChanged> applied(Account account, PositionCorrected correction, String eventId) {
        var accounting = new CorrectionAccounting(account, correction, eventId);
        BigDecimal change =
                correction.after().contracts().subtract(correction.before().contracts());
        if (change.signum() < 0) {
            accounting.take(new Quantity(change.negate()));
        } else {
            accounting.add(new Quantity(change));
        }
        return accounting.changes;
    }

    private void take(Quantity gone) {
        List<Holding> holders = account.holdings().stream()
                .filter(one -> one.isOf(correction.symbol(), correction.direction()))
                .sorted(Comparator.comparing((Holding one) -> !one.strategyId().equals(correction.strategyId()))
                        .thenComparing(Holding::strategyId))
                .toList();
        Quantity left = gone;
        for (Holding holder : holders) {
            Quantity taken = left.min(holder.quantity());
            left = left.minus(taken);
            if (!taken.isZero()) {
                Usdt cost = Portions.of(holder.cost(), taken, holder.quantity());
                Usdt freed = Portions.of(holder.margin(), taken, holder.quantity());
                move(
                        holder,
                        holder.quantity().minus(taken),
                        holder.cost().minus(cost),
                        holder.margin().minus(freed));
            }
        }
        if (changes.isEmpty()) {
            Holding nothing = held(EXTERNAL);
            move(nothing, Quantity.ZERO, Usdt.ZERO, Usdt.ZERO);
        }
    }

    /** Nobody of ours chose a leverage for it, so all of its value is taken for margin. */
    private void add(Quantity come) {
        Holding before = held(EXTERNAL);
        Usdt cost = cost(come);
        move(
                before,
                before.quantity().plus(come),
                before.cost().plus(cost),
                before.margin().plus(cost));
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
