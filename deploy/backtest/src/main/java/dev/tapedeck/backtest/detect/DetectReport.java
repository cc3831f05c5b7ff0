package dev.tapedeck.backtest.detect;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tapedeck.contracts.event.StrategyDefinition;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A score as a table and as one JSON object. A number that there is no basis for is absent from the object and a dash in the table. */
record DetectReport(StrategyDefinition strategy, Score score) {
    private static final int DECIMALS = 4;

    String json() {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.put("strategy", strategy.id());
        object.put("version", strategy.version());
        object.put("events", score.pumps());
        object.put("visibleEvents", score.visible());
        object.put("caught120s", score.caught());
        put(object, "recall", score.recall());
        put(object, "medianDelaySeconds", score.medianDelaySeconds());
        object.put("falseAlarms", score.falseAlarms());
        put(object, "symbolDays", score.symbolDays());
        put(object, "falseAlarmsPerSymbolDay", score.falseAlarmsPerSymbolDay());
        return object.toString();
    }

    private static void put(ObjectNode object, String name, double value) {
        BigDecimal rounded = rounded(value);
        if (rounded != null) {
            object.put(name, rounded);
        }
    }

    List<String> table() {
        return List.of(
                row("strategy", strategy.id() + " version " + strategy.version()),
                row("labelled events", Integer.toString(score.pumps())),
                row("caught within 120 s", score.caughtOfAll() + " of all"),
                row("visible events", Integer.toString(score.visible())),
                row("caught within 120 s", score.caught() + " of the visible"),
                row("recall", text(score.recall())),
                row("median delay", text(score.medianDelaySeconds()) + " s"),
                row("false alarms", Integer.toString(score.falseAlarms())),
                row("symbol-days", text(score.symbolDays())),
                row("false alarms per symbol-day", text(score.falseAlarmsPerSymbolDay())),
                row("missed", score.missed().isEmpty() ? "none" : String.join(", ", score.missed())));
    }

    private static String row(String what, String value) {
        return String.format(Locale.ROOT, "%-29s%s", what, value);
    }

    private static String text(double value) {
        BigDecimal rounded = rounded(value);
        return rounded == null ? "-" : rounded.toPlainString();
    }

    private static @Nullable BigDecimal rounded(double value) {
        return Double.isFinite(value) ? BigDecimal.valueOf(value).setScale(DECIMALS, RoundingMode.HALF_EVEN) : null;
    }
}
