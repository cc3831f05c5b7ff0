package dev.tapedeck.positionsync.core;

import dev.tapedeck.contracts.event.PositionEvent.EquityMarked;
import dev.tapedeck.contracts.event.PositionEvent.PositionChanged;
import dev.tapedeck.contracts.event.RiskLimits;
import dev.tapedeck.contracts.value.Usdt;
import dev.tapedeck.kit.decide.Draft;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a session's account is worth: the balance at the start, what its positions realised net of fees, funding, and what the held ones would on the venue's mark. Unknown as long as a
 * mark of what is held is. Independent of the risk service, which counts what is realised only.
 */
final class Equity {
    private final String sessionId;
    private final PositionCommand.Terms terms;
    private final @Nullable EquityMarked before;
    private final @Nullable EquityMarked now;

    Equity(PositionBook book, String sessionId, PositionCommand.Terms terms, Instant at) {
        this.sessionId = sessionId;
        this.terms = terms;
        this.before = book.watch().equities().get(sessionId);
        Usdt funding = book.watch().funding(sessionId).total();
        this.now = marked(
                book.ofSession(sessionId), funding, at.atZone(ZoneOffset.UTC).toLocalDate());
    }

    private @Nullable EquityMarked marked(List<PositionChanged> positions, Usdt funding, LocalDate day) {
        Usdt equity = terms.initialBalance().plus(funding);
        for (PositionChanged position : positions) {
            Usdt unrealised = unrealised(position);
            if (unrealised == null) {
                return null;
            }
            equity = equity.plus(position.realised()).plus(unrealised);
        }
        if (before == null) {
            Usdt start = terms.initialBalance();
            return new EquityMarked(sessionId, day, start, max(start, equity), equity);
        }
        Usdt dayStart = before.day().equals(day) ? before.dayStart() : before.equity();
        return new EquityMarked(sessionId, day, dayStart, max(before.peak(), equity), equity);
    }

    private static @Nullable Usdt unrealised(PositionChanged position) {
        if (position.quantity().isZero()) {
            return Usdt.ZERO;
        }
        return position.venue() == null ? null : position.venue().unrealised();
    }

    /** Returns what changed since it was marked last. */
    List<Draft> mark(String number) {
        if (now == null || now.equals(before)) {
            return List.of();
        }
        String key = sessionId + "/equity";
        return List.of(new Draft("positions/" + key + "/" + number, key, key, null, now));
    }

    /** Returns the limits that are broken now and were not when it was marked last, with the numbers compared: who resumes afterwards is not stopped by the same loss again. */
    List<String> brokenLimits() {
        return now == null ? List.of() : brokenLimits(now);
    }

    private List<String> brokenLimits(EquityMarked marked) {
        RiskLimits limits = terms.limits();
        Usdt dayLimit = terms.initialBalance().bps(limits.maxDailyLossBps());
        Usdt drawdownLimit = terms.initialBalance().bps(limits.drawdownBps());
        boolean lostBefore = before != null && before.day().equals(marked.day()) && isOver(lossToday(before), dayLimit);
        boolean downBefore = before != null && isOver(drawdown(before), drawdownLimit);
        var broken = new ArrayList<String>();
        if (!lostBefore && isOver(lossToday(marked), dayLimit)) {
            broken.add("daily loss " + lossToday(marked) + " USDT since the UTC day " + marked.day()
                    + " began, realised and unrealised; limit " + dayLimit);
        }
        if (!downBefore && isOver(drawdown(marked), drawdownLimit)) {
            broken.add("drawdown " + drawdown(marked) + " USDT from the peak of " + marked.peak() + "; limit "
                    + drawdownLimit);
        }
        return broken;
    }

    private static boolean isOver(Usdt loss, Usdt limit) {
        return loss.compareTo(limit) > 0;
    }

    private static Usdt lossToday(EquityMarked marked) {
        return marked.dayStart().minus(marked.equity());
    }

    private static Usdt drawdown(EquityMarked marked) {
        return marked.peak().minus(marked.equity());
    }

    private static Usdt max(Usdt one, Usdt other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
