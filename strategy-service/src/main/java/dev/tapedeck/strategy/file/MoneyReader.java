package dev.tapedeck.strategy.file;

import dev.tapedeck.contracts.event.Protection;
import dev.tapedeck.contracts.event.Sizing;
import dev.tapedeck.contracts.event.StrategyBounds;
import dev.tapedeck.strategy.file.FileNode.Fields;
import dev.tapedeck.strategy.file.FileNode.Text;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes out of a strategy file how much to open and what keeps from entering. */
final class MoneyReader {
    private static final String SIZING = "the fields of a sizing {kind, ...}";
    private static final String PROTECTION = "a protection {kind, ...}";

    private final FieldReader strategy;
    private final Problems problems;

    MoneyReader(FieldReader strategy, Problems problems) {
        this.strategy = strategy;
        this.problems = problems;
    }

    @Nullable
    Sizing sizing() {
        FileNode node = strategy.optional("sizing");
        if (node == null) {
            return null;
        }
        if (!(node instanceof Fields named)) {
            problems.add(node, "sizing", SIZING);
            return null;
        }
        var fields = new FieldReader(named, "sizing", problems);
        Sizing.Kind kind = fields.oneOf("kind", Sizing.Kind.class);
        if (kind == null) {
            return null;
        }
        Sizing sizing = sizing(fields, kind);
        fields.refuseOthers("a field of " + kind);
        return sizing;
    }

    private static Sizing sizing(FieldReader fields, Sizing.Kind kind) {
        return switch (kind) {
            case PERCENT_OF_EQUITY ->
                Sizing.percentOfEquity(fields.amount("percent", StrategyBounds.SHARE_PERCENT_MAX));
            case LIQUIDATION_DISTANCE ->
                Sizing.liquidationDistance(fields.amount("riskPercent", StrategyBounds.PERCENT_MAX));
            case VOLATILITY ->
                Sizing.volatility(
                        fields.amount("riskPercent", StrategyBounds.PERCENT_MAX),
                        indicator(fields),
                        fields.amount("maxPercentOfEquity", StrategyBounds.SHARE_PERCENT_MAX));
        };
    }

    private static String indicator(FieldReader fields) {
        Text text = fields.indicatorName();
        if (text == null) {
            return "";
        }
        fields.checkVariant("indicator", text);
        return text.value();
    }

    @Nullable
    List<Protection> protections() {
        if (strategy.optional("protections") == null) {
            return null;
        }
        var protections = new ArrayList<Protection>();
        List<FileNode> items =
                strategy.itemsAtMost("protections", "a list of protections", StrategyBounds.PROTECTIONS_MAX);
        for (int i = 0; i < items.size(); i++) {
            String path = "protections[" + i + "]";
            if (items.get(i) instanceof Fields fields) {
                add(new FieldReader(fields, path, problems), protections);
            } else {
                problems.add(items.get(i), path, PROTECTION);
            }
        }
        return protections;
    }

    private static void add(FieldReader fields, List<Protection> protections) {
        Protection.Kind kind = fields.oneOf("kind", Protection.Kind.class);
        if (kind != null) {
            protections.add(protection(fields, kind));
            fields.refuseOthers("a field of " + kind);
        }
    }

    private static Protection protection(FieldReader fields, Protection.Kind kind) {
        boolean coolsDown = kind == Protection.Kind.COOL_DOWN;
        int week = StrategyBounds.WEEK_SECONDS;
        return new Protection(
                kind,
                coolsDown ? Integer.valueOf(fields.whole("seconds", 1, week)) : null,
                coolsDown ? null : Integer.valueOf(fields.whole("lookbackSeconds", 1, week)),
                coolsDown ? null : Integer.valueOf(fields.whole("trades", 1, StrategyBounds.TRADES_MAX)),
                coolsDown ? null : Integer.valueOf(fields.whole("pauseSeconds", 1, week)),
                kind == Protection.Kind.STOP_LOSS_GUARD ? fields.flagIfThere("perSymbol") : null,
                kind == Protection.Kind.MAX_DRAWDOWN
                        ? fields.amount("drawdownPercent", StrategyBounds.PERCENT_MAX)
                        : null,
                kind == Protection.Kind.LOW_PROFIT ? fields.signed("profitPercent", StrategyBounds.PERCENT_MAX) : null);
    }
}
