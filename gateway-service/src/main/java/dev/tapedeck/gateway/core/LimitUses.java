package dev.tapedeck.gateway.core;

import dev.tapedeck.contracts.event.RiskEvent.AccountOpened;
import dev.tapedeck.contracts.event.RiskLimits;
import dev.tapedeck.contracts.value.Usdt;
import dev.tapedeck.gateway.core.RiskView.Exposure;
import dev.tapedeck.gateway.core.RiskView.LimitUse;
import dev.tapedeck.gateway.core.RiskView.Marked;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How much of its limits an account uses, by what is held and ordered now. Limits of one order, and those that count in time, have no use between orders. */
final class LimitUses {
    private LimitUses() {}

    /** @param bound what is reserved and backs positions */
    static List<LimitUse> of(
            AccountOpened account, Usdt equity, Usdt bound, List<Exposure> exposures, @Nullable Marked marked) {
        RiskLimits limits = account.limits();
        var uses = new ArrayList<LimitUse>();
        uses.add(LimitUse.of(
                "maxOpenPositions",
                null,
                BigDecimal.valueOf(exposures.size()),
                BigDecimal.valueOf(limits.maxOpenPositions())));
        uses.add(LimitUse.of(
                "maxMarginUtilisationBps",
                null,
                bound.value(),
                equity.bps(limits.marginUtilisationBps()).value()));
        uses.add(greatest(
                "maxPositionNotional",
                sums(exposures, LimitUses::market, Exposure::total),
                limits.maxPositionNotional()));
        uses.add(greatest(
                "maxConcentrationBps",
                sums(exposures, LimitUses::symbol, Exposure::total),
                equity.bps(limits.maxConcentrationBps())));
        uses.add(greatest(
                "maxHeldConcentrationBps",
                sums(exposures, LimitUses::symbol, Exposure::held),
                equity.bps(limits.heldConcentrationBps())));
        if (marked != null) {
            uses.add(lost(
                    "maxDailyLossBps",
                    marked.lostToday(),
                    account.initialBalance().bps(limits.maxDailyLossBps())));
            uses.add(lost(
                    "maxDrawdownBps",
                    marked.drawdown(),
                    account.initialBalance().bps(limits.drawdownBps())));
        }
        return uses;
    }

    /** Returns the name of a direction of a symbol. */
    static String market(Exposure exposure) {
        return exposure.symbol() + "/" + exposure.direction();
    }

    private static String symbol(Exposure exposure) {
        return exposure.symbol().name();
    }

    private static Map<String, Usdt> sums(
            List<Exposure> exposures, Function<Exposure, String> name, Function<Exposure, Usdt> amount) {
        var sums = new TreeMap<String, Usdt>();
        exposures.forEach(one -> sums.merge(name.apply(one), amount.apply(one), Usdt::plus));
        return sums;
    }

    private static LimitUse greatest(String limit, Map<String, Usdt> sums, Usdt allowed) {
        return sums.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(one -> LimitUse.of(limit, one.getKey(), one.getValue().value(), allowed.value()))
                .orElseGet(() -> LimitUse.of(limit, null, BigDecimal.ZERO, allowed.value()));
    }

    private static LimitUse lost(String limit, Usdt loss, Usdt allowed) {
        return LimitUse.of(limit, null, loss.value().max(BigDecimal.ZERO), allowed.value());
    }
}
