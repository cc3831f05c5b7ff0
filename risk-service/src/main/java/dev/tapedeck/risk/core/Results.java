package dev.tapedeck.risk.core;

import dev.tapedeck.contracts.value.Usdt;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * What an account earned and lost. Immutable.
 *
 * @param realised since the start, net of fees
 * @param peak the highest that {@code realised} ever was, at least zero
 * @param day the UTC day of the market to which {@code realisedToday} belongs; absent before the first
 * @param undated realised by corrections since the last market time: it counts today, whatever day that is
 */
public record Results(Usdt realised, Usdt peak, @Nullable LocalDate day, Usdt realisedToday, Usdt undated) {
    static final Results NONE = new Results(Usdt.ZERO, Usdt.ZERO, null, Usdt.ZERO, Usdt.ZERO);

    /** Returns what was realised on the day, as far as it has a day. */
    Usdt on(LocalDate utcDay) {
        return utcDay.equals(day) ? realisedToday : Usdt.ZERO;
    }

    /** Returns what counts for the day now, with what has no day yet. */
    Usdt countedOn(LocalDate utcDay) {
        return on(utcDay).plus(undated);
    }

    /** Returns what was lost since the peak, by what is realised. */
    Usdt drawdown() {
        return peak.minus(realised);
    }

    /** Returns the UTC day that counts at this time of the market: never one before that of the last fill, so that a late fill cannot make a loss forgotten. */
    LocalDate dayOf(Instant at) {
        LocalDate utcDay = at.atZone(ZoneOffset.UTC).toLocalDate();
        return day != null && day.isAfter(utcDay) ? day : utcDay;
    }

    /** Returns the day that counts already, for what comes with no time of the market. */
    LocalDate dayAsItWas() {
        return day == null ? LocalDate.EPOCH : day;
    }

    /**
     * Returns them after a change.
     *
     * @param today all that was realised on the day; what the change realised beyond that has no day yet
     */
    Results with(Usdt change, LocalDate ofDay, Usdt today) {
        Usdt total = realised.plus(change);
        Usdt dated = today.minus(on(ofDay));
        return new Results(
                total,
                total.compareTo(peak) > 0 ? total : peak,
                ofDay,
                today,
                undated.plus(change).minus(dated));
    }

    /** Returns them once the market's time is known again. */
    Results dated(Instant at) {
        if (undated.equals(Usdt.ZERO)) {
            return this;
        }
        LocalDate utcDay = dayOf(at);
        return new Results(realised, peak, utcDay, countedOn(utcDay), Usdt.ZERO);
    }
}
