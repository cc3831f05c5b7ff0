package dev.tapedeck.risk.core;

import dev.tapedeck.contracts.event.AlertEvent.Severity;
import dev.tapedeck.contracts.event.Event;
import dev.tapedeck.contracts.event.Protection.Kind;
import dev.tapedeck.contracts.event.RiskEvent.ProtectionTriggered;
import dev.tapedeck.contracts.event.RiskEvent.StrategyDisabled;
import dev.tapedeck.contracts.event.RiskEvent.Warning;
import dev.tapedeck.contracts.event.RiskEvent.WarningChanged;
import dev.tapedeck.contracts.topic.Service;
import dev.tapedeck.kit.decide.AlertDraft;
import dev.tapedeck.kit.decide.Draft;
import java.util.List;
import java.util.Map;

/** What of risk's decisions a person should know. */
public final class RiskAlerts {
    private RiskAlerts() {}

    public static List<Draft> of(Event<?> event) {
        return switch (event.data()) {
            case StrategyDisabled disabled -> List.of(disabled(event, disabled));
            case WarningChanged warning when warning.raised() -> List.of(warning(event, warning));
            // Every exit cools down: that is no news.
            case ProtectionTriggered pause when pause.kind() != Kind.COOL_DOWN -> List.of(paused(event, pause));
            default -> List.of();
        };
    }

    private static Draft paused(Event<?> event, ProtectionTriggered pause) {
        String where = pause.symbol() == null ? "" : " " + pause.symbol();
        return AlertDraft.of(
                Service.RISK,
                event,
                pause.sessionId(),
                Severity.WARNING,
                "ProtectionTriggered",
                "strategy " + pause.strategyId() + " does not enter" + where + " until " + pause.until() + ": "
                        + pause.kind() + ", " + pause.value().toPlainString() + " against "
                        + pause.limit().toPlainString(),
                Map.of(
                        "strategyId",
                        pause.strategyId(),
                        "kind",
                        pause.kind().name(),
                        "until",
                        pause.until().toString(),
                        "value",
                        pause.value().toPlainString(),
                        "limit",
                        pause.limit().toPlainString()));
    }

    private static Draft disabled(Event<?> event, StrategyDisabled disabled) {
        return AlertDraft.of(
                Service.RISK,
                event,
                disabled.sessionId(),
                Severity.CRITICAL,
                "StrategyDisabled",
                "strategy " + disabled.strategyId() + " enters nothing any more: " + disabled.failures()
                        + " entries in a row came to nothing, limit " + disabled.limit() + ", the last was "
                        + disabled.lastFailure(),
                Map.of(
                        "strategyId",
                        disabled.strategyId(),
                        "failures",
                        Integer.toString(disabled.failures()),
                        "limit",
                        Integer.toString(disabled.limit())));
    }

    private static Draft warning(Event<?> event, WarningChanged warning) {
        return AlertDraft.of(
                Service.RISK,
                event,
                warning.sessionId(),
                Severity.WARNING,
                kind(warning.warning()),
                says(warning),
                Map.of(
                        "subject",
                        warning.subject(),
                        "value",
                        warning.value().toPlainString(),
                        "limit",
                        warning.limit().toPlainString()));
    }

    private static String kind(Warning warning) {
        return switch (warning) {
            case ORDER_RATE -> "OrderRateUnusual";
            case CONCENTRATION -> "ConcentrationHigh";
            case SHARPE -> "SharpeLow";
        };
    }

    private static String says(WarningChanged warning) {
        String value = warning.value().toPlainString();
        String limit = warning.limit().toPlainString();
        return switch (warning.warning()) {
            case ORDER_RATE ->
                "strategy " + warning.subject() + " entered " + value
                        + " times within a minute; twice its average per minute is " + limit;
            case CONCENTRATION -> value + " USDT of " + warning.subject() + " are held; limit " + limit;
            case SHARPE ->
                "the closed trades of strategy " + warning.subject() + " have a Sharpe ratio of " + value
                        + "; at least " + limit + " is expected";
        };
    }
}
