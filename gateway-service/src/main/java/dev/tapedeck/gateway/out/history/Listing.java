package dev.tapedeck.gateway.out.history;

import java.util.Map;

/** What of the history can be leafed through, newest first: which columns, and what they can be filtered by. */
public enum Listing {
    ORDERS(
            """
            timestamp AS "createdAt", order_id AS "orderId", session_id AS "sessionId", strategy_name AS "strategyId", symbol,
            episode_id AS "episodeId", signal_id AS "signalId", purpose, side, position_side AS direction, status AS state, quantity,
            filled, execution_price AS "averagePrice", requested_price AS "decisionPrice", limit_price AS "limitPrice",
            stop_loss_price AS "stopLossPrice", leverage, slippage_bps AS "slippageBps", commission AS fee, rejection_reason AS reason,
            venue_order_id AS "venueOrderId", updated_at AS "updatedAt"
            FROM live_orders""",
            Map.of(
                    "sessionId", "session_id",
                    "symbol", "symbol",
                    "strategyId", "strategy_name",
                    "state", "status",
                    "purpose", "purpose",
                    "orderId", "order_id")),
    SIGNALS(
            """
            timestamp AS "createdAt", signal_id AS "signalId", session_id AS "sessionId", strategy_name AS "strategyId",
            strategy_version AS "strategyVersion", symbol, episode_id AS "episodeId", signal_type AS section, action, direction,
            state_from AS "from", state_to AS "to", price, indicator_values AS conditions, order_id AS "orderId"
            FROM signal_history""",
            Map.of(
                    "sessionId",
                    "session_id",
                    "symbol",
                    "symbol",
                    "strategyId",
                    "strategy_name",
                    "section",
                    "signal_type")),
    FILLS(
            """
            timestamp AS "createdAt", fill_id AS "fillId", order_id AS "orderId", session_id AS "sessionId",
            strategy_name AS "strategyId", symbol, episode_id AS "episodeId", purpose, side, position_side AS direction, price, quantity,
            notional, commission AS fee, taker, requested_price AS "decisionPrice", slippage_bps AS "slippageBps"
            FROM fills""",
            Map.of(
                    "sessionId",
                    "session_id",
                    "symbol",
                    "symbol",
                    "strategyId",
                    "strategy_name",
                    "orderId",
                    "order_id")),
    POSITIONS(
            """
            timestamp AS "createdAt", session_id AS "sessionId", symbol, position_side AS direction, strategy_name AS "strategyId",
            quantity, largest_quantity AS "largestQuantity", entry_price AS "averageEntryPrice", leverage,
            current_price AS mark, liquidation_price AS "liquidationPrice", unrealized_pnl AS unrealised, margin_ratio AS "marginRatio",
            realized_pnl AS realised, commission AS fees, status AS state, close_timestamp AS "closedAt", close_reason AS "closedBy",
            updated_at AS "updatedAt"
            FROM live_positions""",
            Map.of("sessionId", "session_id", "symbol", "symbol", "strategyId", "strategy_name", "state", "status")),
    SESSIONS("""
            timestamp AS "createdAt", session_id AS "sessionId", session_type AS mode, status AS state, symbols,
            strategy_ids AS strategies, initial_balance AS "initialBalance", reason
            FROM live_trading_sessions""", Map.of("sessionId", "session_id", "state", "status")),
    QUEUE("""
            timestamp AS "createdAt", order_id AS "orderId", session_id AS "sessionId", symbol, cause, reason, expires_at AS "expiresAt",
            status AS state, processed_at AS "endedAt"
            FROM order_queue""", Map.of("sessionId", "session_id", "symbol", "symbol", "state", "status")),
    ALERTS("""
            timestamp AS "createdAt", alert_id AS "alertId", event, session_id AS "sessionId", severity, kind, message, details, source,
            user_name AS "user"
            FROM alerts""", Map.of("sessionId", "session_id", "severity", "severity", "kind", "kind")),
    BACKTESTS("""
            timestamp AS "createdAt", backtest_id AS "backtestId", strategy_name AS strategies, symbols, tapes, start_time AS "from",
            end_time AS "to", initial_balance AS "initialBalance", final_balance AS "finalEquity", total_pnl AS pnl,
            total_return_pct AS "returnPercent", total_trades AS trades, winning_trades AS wins, win_rate AS "winRate",
            profit_factor AS "profitFactor", average_win AS "averageWin", average_loss AS "averageLoss",
            max_drawdown_pct AS "maxDrawdownPercent", sharpe_ratio AS sharpe, sortino_ratio AS sortino, calmar_ratio AS calmar
            FROM backtest_results""", Map.of("backtestId", "backtest_id")),
    EVENTS("""
            timestamp AS "createdAt", topic, type, id, source, subject, sequence, session_id AS "sessionId", order_id AS "orderId",
            correlation_id AS correlationid, causation_id AS causationid, recorded_at AS "recordedAt", data
            FROM events""", Map.of("sessionId", "session_id", "topic", "topic", "type", "type", "orderId", "order_id"));

    private final String select;
    // The map is an immutable copy.
    @SuppressWarnings("ImmutableEnumChecker")
    private final Map<String, String> filters;

    Listing(String select, Map<String, String> filters) {
        this.select = "SELECT " + select;
        this.filters = Map.copyOf(filters);
    }

    String select() {
        return select;
    }

    /** Returns the columns that rows can be filtered by, by the name that clients have for them. */
    public Map<String, String> filters() {
        return filters;
    }
}
