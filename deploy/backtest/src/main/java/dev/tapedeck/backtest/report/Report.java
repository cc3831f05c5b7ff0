package dev.tapedeck.backtest.report;

import dev.tapedeck.backtest.TestRun;
import dev.tapedeck.contracts.codec.EventCodec;
import dev.tapedeck.contracts.codec.Json;
import dev.tapedeck.contracts.event.Event;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** A run's result as text, as JSON and as files. */
public final class Report {
    private static final String TRADE_COLUMNS =
            "strategy,symbol,direction,entry_at,exit_at,contracts,average_entry_price,average_exit_price,notional_usdt,"
                    + "pnl_usdt,return_percent,fees_usdt,funding_usdt,slippage_usdt,slippage_bps,closed_by,episode";
    private static final String STYLE = """
            :root{color-scheme:light dark;--back:#fff;--text:#1c2430;--soft:#66707f;--rule:#dfe3e8;--line:#2563c9;--win:#1a8a4a;--loss:#c8372d}
            @media(prefers-color-scheme:dark){:root{--back:#12161c;--text:#e3e8ef;--soft:#93a0b1;--rule:#2a323d;--line:#6ea8fe;--win:#4cc27f;--loss:#f0776c}}
            body{background:var(--back);color:var(--text);font:14px/1.45 system-ui,sans-serif;max-width:1080px;margin:24px auto;padding:0 16px}
            h1{font-size:22px;margin:0 0 4px}h2{font-size:15px;margin:26px 0 6px}.note{color:var(--soft);margin:4px 0}
            svg{width:100%;height:auto;display:block}.grid{stroke:var(--rule)}.label{fill:var(--soft);font-size:11px}
            polyline{fill:none;stroke-width:1.3}.equity,.price{stroke:var(--line)}.drawdown{fill:var(--loss);fill-opacity:.55}
            .win{fill:var(--win)}.loss{fill:var(--loss)}.entry{fill:var(--line)}
            .wide{overflow-x:auto}table{border-collapse:collapse;font-variant-numeric:tabular-nums;white-space:nowrap}
            th,td{text-align:left;padding:3px 14px 3px 0;border-bottom:1px solid var(--rule)}th{color:var(--soft);font-weight:500}.number{text-align:right}.sentence{white-space:normal}
            """;

    private final TestRun run;
    private final Result result;

    /** A report of the run. */
    public Report(TestRun run) {
        this.run = run;
        this.result = Result.of(run);
    }

    /** Returns one JSON object on one line. */
    public String json() {
        try {
            return Json.MAPPER.writeValueAsString(result);
        } catch (IOException impossible) {
            throw new UncheckedIOException("the result could not be written as JSON", impossible);
        }
    }

    /** Returns the tables for a terminal. */
    public String text() {
        return Tables.summary(result).stream()
                .map(table -> table.title() + "\n  " + String.join("\n  ", table.lines()) + "\n")
                .collect(Collectors.joining("\n"));
    }

    /** Writes {@code report.html}, {@code trades.csv} and {@code events.jsonl} into a directory, which is made if it is not there. */
    public void write(Path directory) throws IOException {
        Files.createDirectories(directory);
        Files.writeString(directory.resolve("report.html"), html());
        Files.writeString(directory.resolve("trades.csv"), csv());
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(directory.resolve("events.jsonl")))) {
            for (Event<?> event : run.log()) {
                out.write(EventCodec.encode(event));
                out.write('\n');
            }
        }
    }

    String html() {
        Performance performance = result.performance();
        var html = new StringBuilder("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
                + "<meta name=\"viewport\" content=\"width=device-width\"><title>Tapedeck backtest</title>\n<style>\n"
                + STYLE + "</style></head><body>\n<h1>Backtest</h1>\n<p class=\"note\">");
        html.append(Html.escaped(String.join(", ", result.strategies()) + "; " + result.latency()));
        html.append(". Fills are against a modelled book: plausible, not proven.</p>\n");
        html.append(new Charts(run, performance).html());
        Tables.summary(result).forEach(table -> html.append(Html.table(table)));
        html.append(Html.table(Tables.trades("Trades", performance.trades())));
        return html.append("</body></html>\n").toString();
    }

    String csv() {
        var csv = new StringBuilder(TRADE_COLUMNS).append('\n');
        Performance performance = result.performance();
        performance.trades().forEach(trade -> csv.append(row(trade)).append('\n'));
        performance.unclosed().forEach(trade -> csv.append(row(trade)).append('\n'));
        return csv.toString();
    }

    /** No id or name has a comma or a quote in it. */
    private static String row(Trade trade) {
        return List.of(
                        trade.strategyId(),
                        trade.symbol().name(),
                        trade.direction().name(),
                        trade.entryAt().toString(),
                        trade.exitAt() == null ? "" : trade.exitAt().toString(),
                        trade.quantity().toString(),
                        trade.averageEntryPrice().toString(),
                        trade.averageExitPrice() == null
                                ? ""
                                : trade.averageExitPrice().toString(),
                        trade.notional().toString(),
                        trade.pnl().toString(),
                        plain(trade.returnPercent()),
                        trade.fees().toString(),
                        trade.funding().toString(),
                        trade.slippage().toString(),
                        plain(trade.slippageBps()),
                        trade.closedBy() == null ? "" : trade.closedBy().name(),
                        trade.episodeId())
                .stream()
                .collect(Collectors.joining(","));
    }

    private static String plain(double number) {
        return BigDecimal.valueOf(number).toPlainString();
    }
}
