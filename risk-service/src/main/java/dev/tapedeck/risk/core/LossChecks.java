package dev.tapedeck.risk.core;

import dev.tapedeck.contracts.event.RiskEvent.DenialReason;
import dev.tapedeck.contracts.event.RiskEvent.MarginLevelApplied;
import dev.tapedeck.contracts.event.RiskLimits;
import dev.tapedeck.contracts.value.Usdt;
import java.time.Instant;
import java.util.Optional;

/**
 * What the account may lose and what backs it. What is held and not realised counts at its worst, the loss at the protective stops: that needs no price, so none can be
 * missing or old, and the same signals are decided the same way twice.
 */
final class LossChecks {
    private LossChecks() {}

    /**
     * Adds the comparisons.
     *
     * @param entryRisk what the entry loses at its stop
     * @param entryReserved what it would reserve
     */
    static void check(Checks checks, Account account, Usdt entryRisk, Usdt entryReserved, Instant at) {
        RiskLimits limits = account.limits();
        Tally tally = account.commitments().tally();
        Results results = account.results();
        checks.atMost(
                DenialReason.PORTFOLIO_RISK,
                tally.atRisk().plus(entryRisk),
                account.equity().bps(limits.portfolioRiskBps()));
        checks.atMost(
                DenialReason.DAILY_LOSS,
                tally.heldAtRisk().minus(results.countedOn(results.dayOf(at))),
                account.initialBalance().bps(limits.maxDailyLossBps()));
        checks.atMost(
                DenialReason.DRAWDOWN,
                tally.heldAtRisk().plus(results.drawdown()),
                account.initialBalance().bps(limits.drawdownBps()));
        checkMarginRatio(checks, account);
        checks.atMost(
                DenialReason.MARGIN_UTILISATION,
                account.reserved().plus(account.margin()).plus(entryReserved),
                account.equity().bps(limits.marginUtilisationBps()));
    }

    /** While a position is about to be liquidated, nothing is added to the account. */
    private static void checkMarginRatio(Checks checks, Account account) {
        Optional<MarginLevelApplied> critical =
                account.criticalMargins().values().stream().findFirst();
        if (critical.isPresent()) {
            checks.fails(
                    DenialReason.MARGIN_RATIO,
                    critical.get().buffer(),
                    critical.get().threshold());
        } else {
            checks.holds(DenialReason.MARGIN_RATIO, true);
        }
    }
}
