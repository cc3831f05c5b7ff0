package dev.tapedeck.risk.core;

import dev.tapedeck.contracts.event.RiskEvent;
import dev.tapedeck.contracts.event.RiskEvent.ExposureChanged;
import dev.tapedeck.contracts.event.RiskEvent.OrderApproved;
import dev.tapedeck.contracts.event.RiskEvent.OrderDenied;
import dev.tapedeck.contracts.event.RiskEvent.Purpose;
import dev.tapedeck.contracts.event.RiskEvent.ReservationReleased;
import dev.tapedeck.contracts.event.RiskEvent.StrategyDisabled;
import dev.tapedeck.contracts.event.RiskEvent.WarningChanged;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What follows from a change of an account besides the change: a strategy that is disabled, a warning, a protection. */
final class Consequences {
    private Consequences() {}

    /**
     * Returns them in order.
     *
     * @param before the account without the change
     * @param after the account with it
     */
    static List<RiskEvent> of(Account before, Account after, RiskEvent change, Instant at) {
        return switch (change) {
            case OrderDenied denied
            when failed(before, after, denied.strategyId()) ->
                disabled(after, denied.strategyId(), "denied, " + denied.reason());
            case ReservationReleased released
            when released.why().equals(Failures.REJECTED) -> rejected(before, after, released);
            case OrderApproved approved
            when approved.purpose() == Purpose.ENTRY -> list(Warnings.orderRate(after, approved.strategyId(), at));
            case ExposureChanged exposure -> exposed(before, after, exposure);
            default -> List.of();
        };
    }

    private static boolean failed(Account before, Account after, String strategyId) {
        return after.conduct(strategyId).failures() > before.conduct(strategyId).failures();
    }

    private static List<RiskEvent> rejected(Account before, Account after, ReservationReleased released) {
        Reservation reservation = before.reservation(released.orderId());
        return reservation == null || reservation.purpose() != Purpose.ENTRY
                ? List.of()
                : disabled(after, reservation.strategyId(), "the venue rejected order " + released.orderId());
    }

    private static List<RiskEvent> disabled(Account account, String strategyId, String lastFailure) {
        Conduct conduct = account.conduct(strategyId);
        int limit = account.limits().consecutiveFailures();
        return conduct.disabled() || conduct.failures() < limit
                ? List.of()
                : List.of(
                        new StrategyDisabled(account.sessionId(), strategyId, conduct.failures(), limit, lastFailure));
    }

    private static List<RiskEvent> exposed(Account before, Account after, ExposureChanged exposure) {
        var follow = new ArrayList<RiskEvent>(list(Warnings.concentration(after, exposure.symbol())));
        if (after.trades().count() > before.trades().count()) {
            follow.addAll(list(Warnings.sharpe(after, exposure.strategyId())));
            follow.addAll(Protections.triggered(after, after.trades().newest()));
        }
        return follow;
    }

    private static List<RiskEvent> list(Optional<WarningChanged> warning) {
        return warning.<List<RiskEvent>>map(List::of).orElse(List.of());
    }
}
