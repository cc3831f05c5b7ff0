package dev.tapedeck.contracts.event;

import dev.tapedeck.contracts.event.SignalEvent.Operator;
import dev.tapedeck.contracts.event.SignalEvent.Section;
import dev.tapedeck.contracts.value.Direction;
import dev.tapedeck.contracts.value.Symbol;
import dev.tapedeck.contracts.value.Usdt;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A strategy, declared. Every section's conditions must all pass for the section to fire, save those in a group of which one is enough; a section without
 * conditions never fires, save Z1, which then fires with S1.
 *
 * @param sections conditions by section; S1 and at least one of ZE1 and E1 are required
 * @param notional to open, at the decision price; either this or {@code sizing}
 * @param stopLossBps distance of the protective stop from the decision price; the strategy closes there by E1 as well
 * @param entryTimeoutSeconds event time after S1 within which Z1 must fire and the order must fill; and after an exit, within which Z1 may fire again
 * @param maxHoldSeconds event time after which an open position is closed by ZE1
 * @param cooldownSeconds event time after an exit in which no new detection starts
 * @param sizing how much of the equity to open; either this or {@code notional}
 * @param takeProfitBps in the position's favour from its average entry, at which ZE1 closes it; never when absent
 * @param trailingStopBps back from the best price since the entry, at which ZE1 closes the position; never when absent
 * @param trailingActivationBps that the best price must have been in the position's favour for the trailing stop to count; from the entry on when absent
 * @param maxEntriesPerEpisode 1 when absent
 * @param protections that risk keeps; none when absent
 * @param symbols of the session on which it runs; all when absent
 */
public record StrategyDefinition(
        String id,
        int version,
        @Nullable String description,
        Direction direction,
        Map<Section, List<Condition>> sections,
        @Nullable Usdt notional,
        int leverage,
        int maxSlippageBps,
        int stopLossBps,
        long entryTimeoutSeconds,
        long maxHoldSeconds,
        long cooldownSeconds,
        @Nullable Sizing sizing,
        @Nullable Integer takeProfitBps,
        @Nullable Integer trailingStopBps,
        @Nullable Integer trailingActivationBps,
        @Nullable Integer maxEntriesPerEpisode,
        @Nullable List<Protection> protections,
        @Nullable List<Symbol> symbols) {

    /**
     * Checks that it is said once how much to open.
     *
     * @throws IllegalArgumentException when it is not
     */
    public StrategyDefinition {
        sections = Sorted.copyOf(sections);
        protections = protections == null ? null : List.copyOf(protections);
        symbols = symbols == null ? null : List.copyOf(symbols);
        if ((notional == null) == (sizing == null)) {
            throw new IllegalArgumentException("exactly one of notional and sizing must be there, were " + notional
                    + " and " + sizing + " (strategy=" + id + ")");
        }
    }

    /** Declares a strategy that has nothing of what may be absent. */
    public StrategyDefinition(
            String id,
            int version,
            @Nullable String description,
            Direction direction,
            Map<Section, List<Condition>> sections,
            Usdt notional,
            int leverage,
            int maxSlippageBps,
            int stopLossBps,
            long entryTimeoutSeconds,
            long maxHoldSeconds,
            long cooldownSeconds) {
        this(
                id,
                version,
                description,
                direction,
                sections,
                notional,
                leverage,
                maxSlippageBps,
                stopLossBps,
                entryTimeoutSeconds,
                maxHoldSeconds,
                cooldownSeconds,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    /** Returns the conditions of a section, empty when it has none. */
    public List<Condition> conditions(Section section) {
        return sections.getOrDefault(section, List.of());
    }

    /** Returns the names of all indicators that its decisions need, sorted; measures of its own position are none. */
    public List<String> indicators() {
        var names = new TreeSet<String>();
        sections.values().stream()
                .flatMap(List::stream)
                .map(Condition::indicator)
                .forEach(names::add);
        if (sizing != null && sizing.indicator() != null) {
            names.add(sizing.indicator());
        }
        names.removeIf(name -> name.startsWith(IndicatorVariant.POSITION_PREFIX));
        return List.copyOf(names);
    }

    public boolean runsOn(Symbol symbol) {
        return symbols == null || symbols.contains(symbol);
    }

    /** Returns how often an episode may enter. */
    public int entriesPerEpisode() {
        return Objects.requireNonNullElse(maxEntriesPerEpisode, 1);
    }

    /**
     * One comparison of an indicator variant with a number.
     *
     * @param indicator a variant name such as {@code pump_magnitude_300}, or a position measure such as {@code position_return_bps}
     * @param value what is compared with; the lower bound of BETWEEN
     * @param upper the upper bound of BETWEEN, absent otherwise
     * @param forSeconds event time for which the comparison must have held without a break, the value being there all along; at once when absent
     * @param group in which the condition stands, from the outermost to its own, each {@code any} or {@code all} and its place among its neighbours, such as
     *     {@code any1}; absent when it stands in the section itself. Conditions of a group follow each other. A group {@code any} passes when one of its
     *     members does, a group {@code all} when all do
     */
    public record Condition(
            String indicator,
            Operator operator,
            double value,
            @Nullable Double upper,
            @Nullable Integer forSeconds,
            @Nullable List<String> group) {
        /** How the name of a group begins of which one member is enough. */
        public static final String ANY = "any";

        public Condition {
            group = group == null ? null : List.copyOf(group);
        }

        /** Declares a condition that is compared at once and stands in the section itself. */
        public Condition(String indicator, Operator operator, double value, @Nullable Double upper) {
            this(indicator, operator, value, upper, null, null);
        }

        /** Returns the groups around the condition, the outermost first. */
        public List<String> groups() {
            return group == null ? List.of() : group;
        }
    }
}
