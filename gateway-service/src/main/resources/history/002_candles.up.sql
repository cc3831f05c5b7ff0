-- One-minute candles, made by the database from the trades and made again for the minutes that late trades belong to. Trades of one millisecond are in the venue's order.
CREATE MATERIALIZED VIEW IF NOT EXISTS candles AS (
    SELECT timestamp, symbol, first(price) AS open, max(price) AS high, min(price) AS low, last(price) AS close, sum(quantity) AS volume, count() AS trades
    FROM ticks
    WHERE kind = 'TRADE'
    SAMPLE BY 1m
) PARTITION BY DAY TTL 365 DAYS;
