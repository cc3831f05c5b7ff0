-- What happened, as the topics told it. Every row follows from one event, so writing an event again changes nothing: the keys of a table say what makes its rows one.
-- Retention is that of the topic, or longer where people look back farther.

CREATE TABLE IF NOT EXISTS events (
    timestamp TIMESTAMP,
    topic SYMBOL CAPACITY 64,
    type SYMBOL CAPACITY 256,
    id VARCHAR,
    source SYMBOL CAPACITY 16,
    subject VARCHAR,
    sequence LONG,
    session_id SYMBOL CAPACITY 4096 INDEX,
    order_id SYMBOL CAPACITY 1048576 NOCACHE INDEX CAPACITY 8,
    correlation_id VARCHAR,
    causation_id VARCHAR,
    recorded_at TIMESTAMP,
    data VARCHAR
) TIMESTAMP(timestamp) PARTITION BY DAY TTL 365 DAYS WAL DEDUP UPSERT KEYS(timestamp, topic, id);

CREATE TABLE IF NOT EXISTS ticks (
    timestamp TIMESTAMP,
    symbol SYMBOL CAPACITY 1024 INDEX,
    sequence LONG,
    trade_no INT,
    kind SYMBOL CAPACITY 8,
    trade_id VARCHAR,
    price DECIMAL(38,18),
    quantity DECIMAL(38,18),
    taker_side SYMBOL CAPACITY 8,
    bid_price DECIMAL(38,18),
    bid_quantity DECIMAL(38,18),
    ask_price DECIMAL(38,18),
    ask_quantity DECIMAL(38,18)
) TIMESTAMP(timestamp) PARTITION BY DAY TTL 7 DAYS WAL DEDUP UPSERT KEYS(timestamp, symbol, sequence, trade_no);

CREATE TABLE IF NOT EXISTS indicators (
    timestamp TIMESTAMP,
    symbol SYMBOL CAPACITY 1024 INDEX,
    sequence LONG,
    variant SYMBOL CAPACITY 1024,
    value DOUBLE,
    ready BOOLEAN
) TIMESTAMP(timestamp) PARTITION BY DAY TTL 7 DAYS WAL DEDUP UPSERT KEYS(timestamp, symbol, sequence, variant);

CREATE TABLE IF NOT EXISTS signal_history (
    timestamp TIMESTAMP,
    signal_id VARCHAR,
    session_id SYMBOL CAPACITY 4096 INDEX,
    strategy_name SYMBOL CAPACITY 256,
    strategy_version INT,
    symbol SYMBOL CAPACITY 1024,
    episode_id VARCHAR,
    signal_type SYMBOL CAPACITY 8,
    action SYMBOL CAPACITY 8,
    direction SYMBOL CAPACITY 8,
    state_from SYMBOL CAPACITY 16,
    state_to SYMBOL CAPACITY 16,
    price DECIMAL(38,18),
    indicator_values VARCHAR,
    order_id VARCHAR
) TIMESTAMP(timestamp) PARTITION BY DAY TTL 365 DAYS WAL DEDUP UPSERT KEYS(timestamp, signal_id);

CREATE TABLE IF NOT EXISTS live_orders (
    timestamp TIMESTAMP,
    order_id SYMBOL CAPACITY 1048576 NOCACHE INDEX CAPACITY 8,
    session_id SYMBOL CAPACITY 4096 INDEX,
    strategy_name SYMBOL CAPACITY 256,
    symbol SYMBOL CAPACITY 1024,
    episode_id VARCHAR,
    signal_id VARCHAR,
    purpose SYMBOL CAPACITY 8,
    side SYMBOL CAPACITY 8,
    position_side SYMBOL CAPACITY 8,
    order_type SYMBOL CAPACITY 8,
    quantity DECIMAL(38,18),
    filled DECIMAL(38,18),
    requested_price DECIMAL(38,18),
    limit_price DECIMAL(38,18),
    execution_price DECIMAL(38,18),
    stop_loss_price DECIMAL(38,18),
    slippage_bps DECIMAL(38,18),
    leverage INT,
    status SYMBOL CAPACITY 16,
    rejection_reason VARCHAR,
    commission DECIMAL(38,18),
    venue_order_id VARCHAR,
    updated_at TIMESTAMP
) TIMESTAMP(timestamp) PARTITION BY DAY TTL 365 DAYS WAL DEDUP UPSERT KEYS(timestamp, order_id);

CREATE TABLE IF NOT EXISTS fills (
    timestamp TIMESTAMP,
    fill_id VARCHAR,
    order_id SYMBOL CAPACITY 1048576 NOCACHE INDEX CAPACITY 8,
    session_id SYMBOL CAPACITY 4096 INDEX,
    strategy_name SYMBOL CAPACITY 256,
    symbol SYMBOL CAPACITY 1024,
    episode_id VARCHAR,
    purpose SYMBOL CAPACITY 8,
    side SYMBOL CAPACITY 8,
    position_side SYMBOL CAPACITY 8,
    price DECIMAL(38,18),
    quantity DECIMAL(38,18),
    notional DECIMAL(38,18),
    commission DECIMAL(38,18),
    taker BOOLEAN,
    requested_price DECIMAL(38,18),
    slippage_bps DECIMAL(38,18),
    venue_order_id VARCHAR
) TIMESTAMP(timestamp) PARTITION BY DAY TTL 365 DAYS WAL DEDUP UPSERT KEYS(timestamp, order_id, fill_id);

CREATE TABLE IF NOT EXISTS live_positions (
    timestamp TIMESTAMP,
    position_id VARCHAR,
    session_id SYMBOL CAPACITY 4096 INDEX,
    symbol SYMBOL CAPACITY 1024,
    position_side SYMBOL CAPACITY 8,
    strategy_name SYMBOL CAPACITY 256,
    quantity DECIMAL(38,18),
    largest_quantity DECIMAL(38,18),
    entry_price DECIMAL(38,18),
    current_price DECIMAL(38,18),
    leverage INT,
    liquidation_price DECIMAL(38,18),
    unrealized_pnl DECIMAL(38,18),
    margin_ratio DECIMAL(38,18),
    realized_pnl DECIMAL(38,18),
    commission DECIMAL(38,18),
    realized_total DECIMAL(38,18),
    commission_total DECIMAL(38,18),
    status SYMBOL CAPACITY 8,
    close_timestamp TIMESTAMP,
    close_reason SYMBOL CAPACITY 16,
    updated_at TIMESTAMP,
    sequence LONG
) TIMESTAMP(timestamp) PARTITION BY DAY TTL 365 DAYS WAL DEDUP UPSERT KEYS(timestamp, position_id);

CREATE TABLE IF NOT EXISTS funding (
    timestamp TIMESTAMP,
    funding_id VARCHAR,
    session_id SYMBOL CAPACITY 4096 INDEX,
    symbol SYMBOL CAPACITY 1024,
    position_side SYMBOL CAPACITY 8,
    amount DECIMAL(38,18),
    rate DECIMAL(38,18)
) TIMESTAMP(timestamp) PARTITION BY DAY TTL 365 DAYS WAL DEDUP UPSERT KEYS(timestamp, session_id, funding_id);

CREATE TABLE IF NOT EXISTS equity (
    timestamp TIMESTAMP,
    session_id SYMBOL CAPACITY 4096 INDEX,
    sequence LONG,
    equity DECIMAL(38,18),
    day_start DECIMAL(38,18),
    peak DECIMAL(38,18)
) TIMESTAMP(timestamp) PARTITION BY DAY TTL 365 DAYS WAL DEDUP UPSERT KEYS(timestamp, session_id, sequence);

CREATE TABLE IF NOT EXISTS live_trading_sessions (
    timestamp TIMESTAMP,
    session_id SYMBOL CAPACITY 4096 INDEX,
    sequence LONG,
    session_type SYMBOL CAPACITY 8,
    status SYMBOL CAPACITY 8,
    symbols VARCHAR,
    strategy_ids VARCHAR,
    initial_balance DECIMAL(38,18),
    reason VARCHAR
) TIMESTAMP(timestamp) PARTITION BY DAY TTL 365 DAYS WAL DEDUP UPSERT KEYS(timestamp, session_id, sequence);

CREATE TABLE IF NOT EXISTS order_queue (
    timestamp TIMESTAMP,
    queue_id VARCHAR,
    order_id VARCHAR,
    session_id SYMBOL CAPACITY 4096 INDEX,
    symbol SYMBOL CAPACITY 1024,
    cause SYMBOL CAPACITY 16,
    reason VARCHAR,
    expires_at TIMESTAMP,
    status SYMBOL CAPACITY 8,
    processed_at TIMESTAMP
) TIMESTAMP(timestamp) PARTITION BY DAY TTL 365 DAYS WAL DEDUP UPSERT KEYS(timestamp, queue_id);

CREATE TABLE IF NOT EXISTS alerts (
    timestamp TIMESTAMP,
    alert_id VARCHAR,
    event SYMBOL CAPACITY 8,
    session_id SYMBOL CAPACITY 4096 INDEX,
    severity SYMBOL CAPACITY 8,
    kind SYMBOL CAPACITY 128,
    message VARCHAR,
    details VARCHAR,
    source SYMBOL CAPACITY 16,
    user_name VARCHAR
) TIMESTAMP(timestamp) PARTITION BY DAY TTL 365 DAYS WAL DEDUP UPSERT KEYS(timestamp, alert_id, event);

CREATE TABLE IF NOT EXISTS audit (
    timestamp TIMESTAMP,
    id VARCHAR,
    user_name SYMBOL CAPACITY 1024 INDEX,
    address VARCHAR,
    action VARCHAR,
    target VARCHAR,
    result VARCHAR,
    details VARCHAR
) TIMESTAMP(timestamp) PARTITION BY DAY TTL 365 DAYS WAL DEDUP UPSERT KEYS(timestamp, id);

CREATE TABLE IF NOT EXISTS backtest_results (
    timestamp TIMESTAMP,
    backtest_id VARCHAR,
    strategy_name VARCHAR,
    symbols VARCHAR,
    tapes VARCHAR,
    start_time TIMESTAMP,
    end_time TIMESTAMP,
    initial_balance DECIMAL(38,18),
    final_balance DECIMAL(38,18),
    total_pnl DECIMAL(38,18),
    total_return_pct DOUBLE,
    total_trades INT,
    winning_trades INT,
    losing_trades INT,
    win_rate DOUBLE,
    profit_factor DOUBLE,
    average_win DECIMAL(38,18),
    average_loss DECIMAL(38,18),
    max_drawdown_pct DOUBLE,
    sharpe_ratio DOUBLE,
    sortino_ratio DOUBLE,
    calmar_ratio DOUBLE,
    trades_json VARCHAR,
    equity_curve_json VARCHAR
) TIMESTAMP(timestamp) PARTITION BY MONTH WAL DEDUP UPSERT KEYS(timestamp, backtest_id);

-- How far each partition of the log is in these tables, by which log and since which change of the schema. It lives with them, so that a database that is lost, or goes back in time, is filled again from there.
-- One row a partition: all have the same timestamp, so each new position replaces the one before.
CREATE TABLE IF NOT EXISTS projected_offsets (
    timestamp TIMESTAMP,
    projection SYMBOL CAPACITY 64,
    topic SYMBOL CAPACITY 64,
    log_partition INT,
    next_offset LONG,
    updated_at TIMESTAMP
) TIMESTAMP(timestamp) PARTITION BY YEAR WAL DEDUP UPSERT KEYS(timestamp, projection, topic, log_partition);
