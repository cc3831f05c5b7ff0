package dev.tapedeck.risk.core;

import dev.tapedeck.contracts.event.PositionEvent.PositionCorrected;
import dev.tapedeck.contracts.event.RiskEvent.ExposureChanged;
import dev.tapedeck.contracts.value.Price;
import dev.tapedeck.contracts.value.Quantity;
import dev.tapedeck.contracts.value.Usdt;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
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
    private final LocalDate day;
    private Usdt realised;
    private Usdt equity;
    private Usdt margin;
    private Usdt realisedToday;
    private final List<ExposureChanged> changes = new ArrayList<>();

    private CorrectionAccounting(Account account, PositionCorrected correction, String eventId, Instant at) {
        this.account = account;
        this.correction = correction;
        this.eventId = eventId;
        this.day = account.dayOf(at);
        this.realised = correction.realised();
        this.equity = account.equity();
        this.margin = account.margin();
        this.realisedToday = account.realisedOn(day);
    }

    /** Returns one change for each holding that the correction moves; what it realised comes with the first. */
    static List<ExposureChanged> applied(Account account, PositionCorrected correction, String eventId, Instant at) {
        var accounting = new CorrectionAccounting(account, correction, eventId, at);
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
                        new Holding(
                                holder.strategyId(),
                                holder.symbol(),
                                holder.direction(),
                                holder.quantity().minus(taken),
                                holder.cost().minus(cost),
                                holder.margin().minus(freed)));
            }
        }
        if (changes.isEmpty()) {
            Holding nothing = held(EXTERNAL);
            move(nothing, nothing);
        }
    }

    /** Nobody of ours chose a leverage for it, so all of its value is taken for margin. */
    private void add(Quantity come) {
        Holding before = held(EXTERNAL);
        Usdt cost = cost(come);
        move(
                before,
                new Holding(
                        EXTERNAL,
                        correction.symbol(),
                        correction.direction(),
                        before.quantity().plus(come),
                        before.cost().plus(cost),
                        before.margin().plus(cost)));
    }

    private Usdt cost(Quantity contracts) {
        Price price = correction.averageEntryPrice();
        var instrument = account.instruments().get(correction.symbol().name());
        return price == null || instrument == null ? Usdt.ZERO : contracts.notional(instrument.contractSize(), price);
    }

    private Holding held(String strategyId) {
        return account.holding(strategyId, correction.symbol(), correction.direction());
    }

    private void move(Holding before, Holding after) {
        margin = margin.minus(before.margin()).plus(after.margin());
        equity = equity.plus(realised);
        realisedToday = realisedToday.plus(realised);
        changes.add(new ExposureChanged(
                account.sessionId(),
                eventId,
                eventId,
                after.strategyId(),
                after.symbol(),
                after.direction(),
                after.quantity(),
                after.cost(),
                after.margin(),
                Quantity.ZERO,
                Usdt.ZERO,
                realised,
                day,
                realisedToday,
                account.reserved(),
                margin,
                equity,
                equity.minus(account.reserved()).minus(margin)));
        realised = Usdt.ZERO;
    }
}
