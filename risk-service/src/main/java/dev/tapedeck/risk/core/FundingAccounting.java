package dev.tapedeck.risk.core;

import dev.tapedeck.contracts.event.PositionEvent.FundingSettled;
import dev.tapedeck.contracts.event.RiskEvent.ExposureChanged;
import dev.tapedeck.contracts.value.Quantity;
import dev.tapedeck.contracts.value.Usdt;
import java.time.LocalDate;
import java.util.Comparator;

/** What funding does to an account: it is realised on the day of its settlement, and nothing that is held changes. */
final class FundingAccounting {
    private FundingAccounting() {}

    static ExposureChanged applied(Account account, FundingSettled funding, String eventId) {
        Holding holding = holder(account, funding);
        LocalDate day = account.results().dayOf(funding.at());
        Usdt equity = account.equity().plus(funding.amount());
        return new ExposureChanged(
                account.sessionId(),
                eventId,
                eventId,
                holding.strategyId(),
                holding.symbol(),
                holding.direction(),
                holding.quantity(),
                holding.cost(),
                holding.margin(),
                Quantity.ZERO,
                Usdt.ZERO,
                funding.amount(),
                day,
                account.results().on(day).plus(funding.amount()),
                account.reserved(),
                account.margin(),
                equity,
                equity.minus(account.reserved()).minus(account.margin()));
    }

    /** The first by name of those who hold the position; nobody of ours when it is closed already. */
    private static Holding holder(Account account, FundingSettled funding) {
        return account.holdings().stream()
                .filter(one -> one.isOf(funding.symbol(), funding.direction()))
                .min(Comparator.comparing(Holding::strategyId))
                .orElseGet(() -> Holding.nothing(CorrectionAccounting.EXTERNAL, funding.symbol(), funding.direction()));
    }
}
