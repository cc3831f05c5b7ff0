package dev.tapedeck.risk.core;

import dev.tapedeck.contracts.event.RiskEvent.DenialReason;
import dev.tapedeck.contracts.event.RiskEvent.RiskCheck;
import dev.tapedeck.contracts.value.Usdt;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Collects the comparisons of one verdict. Every check is made, also after one failed, so that a denial shows all of them. */
final class Checks {
    private final List<RiskCheck> made = new ArrayList<>();

    void atMost(DenialReason reason, BigDecimal value, BigDecimal limit) {
        made.add(new RiskCheck(reason, value, limit, value.compareTo(limit) <= 0));
    }

    void atMost(DenialReason reason, long value, long limit) {
        atMost(reason, BigDecimal.valueOf(value), BigDecimal.valueOf(limit));
    }

    void atLeast(DenialReason reason, BigDecimal value, BigDecimal limit) {
        made.add(new RiskCheck(reason, value, limit, value.compareTo(limit) >= 0));
    }

    void atMost(DenialReason reason, Usdt value, Usdt limit) {
        atMost(reason, value.value(), limit.value());
    }

    /** Adds a comparison that somebody else made and that failed. */
    void fails(DenialReason reason, BigDecimal value, BigDecimal limit) {
        made.add(new RiskCheck(reason, value, limit, false));
    }

    /** A fact that must hold: its value is 1 when it does and the limit is 1. */
    void holds(DenialReason reason, boolean fact) {
        atLeast(reason, fact ? BigDecimal.ONE : BigDecimal.ZERO, BigDecimal.ONE);
    }

    List<RiskCheck> made() {
        return List.copyOf(made);
    }

    /** Returns the reason of the denial: of all failed checks, the one that comes first in {@link DenialReason}. */
    Optional<DenialReason> denial() {
        return made.stream()
                .filter(check -> !check.passed())
                .map(RiskCheck::check)
                .min(Comparator.naturalOrder());
    }
}
