package dev.tapedeck.strategy.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A file that uses everything, with one mistake each: one message says where and what. */
class StrategyFileMistakesTest {
    private static final String FULL = """
            id: full
            version: 1
            description: All of it
            direction: LONG
            sections:
              S1:
                - {indicator: price_momentum_60, operator: AT_LEAST, value: 5, forSeconds: 2}
                - any:
                    - {indicator: rsi_14_60, operator: BETWEEN, value: 20, upper: 30}
                    - all:
                        - {indicator: spread_bps, operator: AT_MOST, value: 20}
                        - any: [{indicator: trade_rate_60, operator: AT_LEAST, value: 1}]
              O1: []
              Z1:
                - {indicator: max_drawdown_60, operator: AT_LEAST, value: 3}
              ZE1:
                - {indicator: position_age_seconds, operator: AT_LEAST, value: 30}
              E1:
                - {indicator: position_return_bps, operator: AT_MOST, value: -350}
            sizing: {kind: VOLATILITY, riskPercent: 0.5, indicator: volatility_300, maxPercentOfEquity: 400}
            leverage: 2
            maxSlippageBps: 100
            stopLossBps: 400
            takeProfitBps: 600
            trailingStopBps: 200
            trailingActivationBps: 300
            entryTimeoutSeconds: 300
            maxHoldSeconds: 900
            cooldownSeconds: 3600
            maxEntriesPerEpisode: 2
            protections:
              - {kind: COOL_DOWN, seconds: 60}
              - {kind: STOP_LOSS_GUARD, lookbackSeconds: 86400, trades: 2, pauseSeconds: 43200, perSymbol: true}
              - {kind: MAX_DRAWDOWN, lookbackSeconds: 86400, trades: 4, drawdownPercent: 2, pauseSeconds: 43200}
              - {kind: LOW_PROFIT, lookbackSeconds: 43200, trades: 4, profitPercent: -1.5, pauseSeconds: 14400}
            symbols: [BTC_USDT, ETH_USDT]
            """;

    private static final String CONDITION = "{indicator: max_drawdown_60, operator: AT_LEAST, value: 3}";

    static List<Arguments> mistakes() {
        return List.of(
                // Sections.
                mistake(
                        "  O1: []",
                        "  O1:",
                        "13: sections.O1: expected a list of conditions {indicator, operator, value}, was nothing"),
                mistake(
                        "  O1: []",
                        "  O1: never",
                        "13: sections.O1: expected a list of conditions {indicator, operator, value}, was 'never'"),
                mistake(
                        "  O1: []",
                        "  O1: {any: []}",
                        "13: sections.O1: expected a list of conditions {indicator, operator, value}, was fields [any]"),
                mistake(
                        "  O1: []",
                        "  O2: []",
                        "13: sections.O2: expected one of S1, O1, Z1, ZE1, E1, was unknown 'O2'"),
                mistake("  S1:\n", "  S2:\n", "7: sections.S2: expected one of S1, O1, Z1, ZE1, E1, was unknown 'S2'"),
                mistake(
                        "  O1: []",
                        "  O1: [{indicator: position_age_seconds, operator: AT_LEAST, value: 1}]",
                        "13: sections.O1[0].indicator: expected an indicator (there is no position in O1), was 'position_age_seconds'"),
                mistake(
                        "max_drawdown_60",
                        "position_return_bps",
                        "15: sections.Z1[0].indicator: expected an indicator (there is no position in Z1), was 'position_return_bps'"),
                // Conditions.
                mistake(
                        "- {indicator: max_drawdown_60, operator: AT_LEAST, value: 3}",
                        "- max_drawdown_60",
                        "15: sections.Z1[0]: expected a condition {indicator, operator, value} or a group {any} or {all}, was 'max_drawdown_60'"),
                mistake(
                        "- {indicator: max_drawdown_60, operator: AT_LEAST, value: 3}",
                        "- []",
                        "15: sections.Z1[0]: expected a condition {indicator, operator, value} or a group {any} or {all}, was a list of 0"),
                mistake(
                        "- {indicator: max_drawdown_60, operator: AT_LEAST, value: 3}",
                        "- {}",
                        "15: sections.Z1[0]: expected a condition {indicator, operator, value} or a group {any} or {all}, was fields []"),
                mistake(
                        "indicator: max_drawdown_60, ",
                        "",
                        "15: sections.Z1[0].indicator: expected the name of an indicator, was missing"),
                mistake(
                        "indicator: max_drawdown_60",
                        "indicator: 60",
                        "15: sections.Z1[0].indicator: expected the name of an indicator, was 60"),
                mistake(
                        "indicator: max_drawdown_60",
                        "indicator: max_drawdown_60_5",
                        "15: sections.Z1[0].indicator: expected max_drawdown_<seconds> with whole numbers, was 'max_drawdown_60_5'"),
                mistake(
                        "AT_LEAST, value: 3}",
                        "at_least, value: 3}",
                        "15: sections.Z1[0].operator: expected one of GREATER_THAN, AT_LEAST, LESS_THAN, AT_MOST, BETWEEN, was 'at_least'"),
                mistake(
                        "operator: AT_LEAST, value: 3}",
                        "value: 3}",
                        "15: sections.Z1[0].operator: expected one of GREATER_THAN, AT_LEAST, LESS_THAN, AT_MOST, BETWEEN, was missing"),
                mistake(
                        "operator: AT_LEAST, value: 3}",
                        "operater: AT_LEAST, value: 3}",
                        "15: sections.Z1[0].operater: expected operator, which is missing, was unknown 'operater'"),
                mistake(
                        "BETWEEN, value: 20, upper: 30",
                        "WITHIN, value: 20, upper: 30",
                        "9: sections.S1[1].any[0].operator: expected one of GREATER_THAN, AT_LEAST, LESS_THAN, AT_MOST, BETWEEN, was 'WITHIN'"),
                mistake(
                        "operator: BETWEEN, value: 20, upper: 30",
                        "value: 20, upper: 30",
                        "9: sections.S1[1].any[0].operator: expected one of GREATER_THAN, AT_LEAST, LESS_THAN, AT_MOST, BETWEEN, was missing"),
                mistake(
                        "value: 20, upper: 30",
                        "value: low, upper: -1",
                        "9: sections.S1[1].any[0].value: expected a number, was 'low'"),
                mistake(
                        "value: 20, upper: 30",
                        "value: 20, upper: high",
                        "9: sections.S1[1].any[0].upper: expected the upper bound of BETWEEN, a number, was 'high'"),
                mistake(
                        "value: 20, upper: 30",
                        "value: 20",
                        "9: sections.S1[1].any[0].upper: expected the upper bound of BETWEEN, a number, was missing"),
                mistake(
                        "value: 20, upper: 30",
                        "value: 20, uper: 30",
                        "9: sections.S1[1].any[0].uper: expected upper, which is missing, was unknown 'uper'"),
                mistake(
                        "value: 20, upper: 30",
                        "value: 20, upper: 19.9",
                        "9: sections.S1[1].any[0].upper: expected at least the lower bound 20.0, was 19.9"),
                mistake(
                        "value: 3}",
                        "value: 3, upper: high}",
                        "15: sections.Z1[0].upper: expected no upper bound with AT_LEAST, was 'high'"),
                mistake("AT_LEAST, value: 3}", "AT_LEAST}", "15: sections.Z1[0].value: expected a number, was missing"),
                mistake("value: 3}", "value: '3'}", "15: sections.Z1[0].value: expected a number, was '3'"),
                mistake("value: 3}", "value: }", "15: sections.Z1[0].value: expected a number, was nothing"),
                mistake(
                        "forSeconds: 2",
                        "forSeconds: 0",
                        "7: sections.S1[0].forSeconds: expected a whole number 1..3600, was 0"),
                mistake(
                        "forSeconds: 2",
                        "forSeconds: 3601",
                        "7: sections.S1[0].forSeconds: expected a whole number 1..3600, was 3601"),
                mistake(
                        "forSeconds: 2",
                        "forSeconds: 1.5",
                        "7: sections.S1[0].forSeconds: expected a whole number 1..3600, was 1.5"),
                mistake(
                        "forSeconds: 2",
                        "forSeconds: long",
                        "7: sections.S1[0].forSeconds: expected a whole number 1..3600, was 'long'"),
                mistake(
                        "forSeconds: 2",
                        "forSeconds: ",
                        "7: sections.S1[0].forSeconds: expected a whole number 1..3600, was nothing"),
                // Groups.
                mistake(
                        "any: [{indicator: trade_rate_60, operator: AT_LEAST, value: 1}]",
                        "any: []",
                        "12: sections.S1[1].any[1].all[1].any: expected at least one condition, was an empty list"),
                mistake(
                        "any: [{indicator: trade_rate_60, operator: AT_LEAST, value: 1}]",
                        "any: 5",
                        "12: sections.S1[1].any[1].all[1].any: expected a list of conditions and groups, was 5"),
                mistake(
                        "any: [{indicator: trade_rate_60, operator: AT_LEAST, value: 1}]",
                        "any:",
                        "12: sections.S1[1].any[1].all[1].any: expected a list of conditions and groups, was nothing"),
                mistake(
                        "any: [{indicator: trade_rate_60, operator: AT_LEAST, value: 1}]",
                        "any: [{all: [{indicator: spread_bps, operator: AT_MOST, value: 9}]}]",
                        "12: sections.S1[1].any[1].all[1].any[0]: expected groups at most 3 deep, was a group within them"),
                mistake(
                        "any: [{indicator: trade_rate_60, operator: AT_LEAST, value: 1}]",
                        "{any: [{indicator: spread_bps, operator: AT_MOST, value: 9}], value: 1}",
                        "12: sections.S1[1].any[1].all[1]: expected nothing beside any, was fields [any, value]"),
                mistake(
                        "any: [{indicator: trade_rate_60, operator: AT_LEAST, value: 1}]",
                        "{all: [], any: [{indicator: spread_bps, operator: AT_MOST, value: 9}]}",
                        "12: sections.S1[1].any[1].all[1]: expected nothing beside any, was fields [all, any]"),
                mistake(
                        "any: [{indicator: trade_rate_60, operator: AT_LEAST, value: 1}]",
                        "some: [{indicator: spread_bps, operator: AT_MOST, value: 9}]",
                        "12: sections.S1[1].any[1].all[1]: expected a condition {indicator, operator, value} or a group {any} or {all}, was fields [some]"),
                mistake(
                        "any: [{indicator: trade_rate_60, operator: AT_LEAST, value: 1}]",
                        "any: [spread_bps]",
                        "12: sections.S1[1].any[1].all[1].any[0]: expected a condition {indicator, operator, value} or a group {any} or {all}, was 'spread_bps'"),
                // How much.
                mistake(
                        "leverage: 2",
                        "leverage: 2\nnotionalUsdt: 100",
                        "1: notionalUsdt: expected either notionalUsdt or sizing, was both"),
                mistake(
                        "sizing: {kind: VOLATILITY, riskPercent: 0.5, indicator: volatility_300, maxPercentOfEquity: 400}\n",
                        "",
                        "1: notionalUsdt: expected either notionalUsdt or sizing, was neither"),
                mistake(
                        "sizing: {kind: VOLATILITY, riskPercent: 0.5, indicator: volatility_300, maxPercentOfEquity: 400}",
                        "notional: 100",
                        "20: notional: expected a field of a strategy, was unknown 'notional'"),
                mistake(
                        "sizing: {kind: VOLATILITY, riskPercent: 0.5, indicator: volatility_300, maxPercentOfEquity: 400}",
                        "sizing: 5",
                        "20: sizing: expected the fields of a sizing {kind, ...}, was 5"),
                mistake(
                        "sizing: {kind: VOLATILITY, riskPercent: 0.5, indicator: volatility_300, maxPercentOfEquity: 400}",
                        "sizing:",
                        "20: sizing: expected the fields of a sizing {kind, ...}, was nothing"),
                mistake(
                        "kind: VOLATILITY, ",
                        "",
                        "20: sizing.kind: expected one of PERCENT_OF_EQUITY, VOLATILITY, LIQUIDATION_DISTANCE, was missing"),
                mistake(
                        "kind: VOLATILITY",
                        "kind: volatility",
                        "20: sizing.kind: expected one of PERCENT_OF_EQUITY, VOLATILITY, LIQUIDATION_DISTANCE, was 'volatility'"),
                mistake(
                        "kind: VOLATILITY",
                        "kind: 1",
                        "20: sizing.kind: expected one of PERCENT_OF_EQUITY, VOLATILITY, LIQUIDATION_DISTANCE, was 1"),
                mistake(
                        "riskPercent: 0.5, ",
                        "",
                        "20: sizing.riskPercent: expected an amount greater than 0, at most 100, was missing"),
                mistake(
                        "riskPercent: 0.5",
                        "riskPercent: 100.1",
                        "20: sizing.riskPercent: expected an amount greater than 0, at most 100, was 100.1"),
                mistake(
                        "riskPercent: 0.5",
                        "riskPercent: 0",
                        "20: sizing.riskPercent: expected an amount greater than 0, at most 100, was 0"),
                mistake(
                        "riskPercent: 0.5",
                        "riskPercent: '1e1'",
                        "20: sizing.riskPercent: expected an amount greater than 0, at most 100, was '1e1'"),
                mistake(
                        "riskPercent: 0.5",
                        "riskPercent: 0.0000000000001",
                        "20: sizing.riskPercent: expected an amount greater than 0, at most 100, was 0.0000000000001"),
                mistake(
                        "indicator: volatility_300, ",
                        "",
                        "20: sizing.indicator: expected the name of an indicator, was missing"),
                mistake(
                        "indicator: volatility_300",
                        "indicator: [volatility_300]",
                        "20: sizing.indicator: expected the name of an indicator, was a list of 1"),
                mistake(
                        "indicator: volatility_300",
                        "indicator: volatility_1",
                        "20: sizing.indicator: expected volatility_<seconds>: seconds must be 2..86400, was 'volatility_1'"),
                mistake(
                        ", maxPercentOfEquity: 400",
                        "",
                        "20: sizing.maxPercentOfEquity: expected an amount greater than 0, at most 1000, was missing"),
                mistake(
                        "maxPercentOfEquity: 400",
                        "maxPercentOfEquity: 1001",
                        "20: sizing.maxPercentOfEquity: expected an amount greater than 0, at most 1000, was 1001"),
                mistake(
                        "maxPercentOfEquity: 400",
                        "maxPercentOfEquity: 400, percent: 5",
                        "20: sizing.percent: expected a field of VOLATILITY, was unknown 'percent'"),
                mistake(
                        "maxPercentOfEquity: 400",
                        "maxPercent: 400",
                        "20: sizing.maxPercent: expected maxPercentOfEquity, which is missing, was unknown 'maxPercent'"),
                mistake(
                        "sizing: {kind: VOLATILITY, riskPercent: 0.5, indicator: volatility_300, maxPercentOfEquity: 400}",
                        "sizing: {kind: PERCENT_OF_EQUITY}",
                        "20: sizing.percent: expected an amount greater than 0, at most 1000, was missing"),
                mistake(
                        "sizing: {kind: VOLATILITY, riskPercent: 0.5, indicator: volatility_300, maxPercentOfEquity: 400}",
                        "sizing: {kind: PERCENT_OF_EQUITY, percent: 1001}",
                        "20: sizing.percent: expected an amount greater than 0, at most 1000, was 1001"),
                mistake(
                        "sizing: {kind: VOLATILITY, riskPercent: 0.5, indicator: volatility_300, maxPercentOfEquity: 400}",
                        "sizing: {kind: PERCENT_OF_EQUITY, percent: 5, indicator: volatility_300}",
                        "20: sizing.indicator: expected a field of PERCENT_OF_EQUITY, was unknown 'indicator'"),
                mistake(
                        "sizing: {kind: VOLATILITY, riskPercent: 0.5, indicator: volatility_300, maxPercentOfEquity: 400}",
                        "sizing: {kind: LIQUIDATION_DISTANCE}",
                        "20: sizing.riskPercent: expected an amount greater than 0, at most 100, was missing"),
                mistake(
                        "sizing: {kind: VOLATILITY, riskPercent: 0.5, indicator: volatility_300, maxPercentOfEquity: 400}",
                        "sizing: {kind: LIQUIDATION_DISTANCE, riskPercent: true}",
                        "20: sizing.riskPercent: expected an amount greater than 0, at most 100, was true"),
                mistake(
                        "sizing: {kind: VOLATILITY, riskPercent: 0.5, indicator: volatility_300, maxPercentOfEquity: 400}",
                        "sizing: {kind: LIQUIDATION_DISTANCE, riskPercent: 1, percent: 5}",
                        "20: sizing.percent: expected a field of LIQUIDATION_DISTANCE, was unknown 'percent'"),
                // Stops and entries.
                mistake(
                        "stopLossBps: 400",
                        "stopLossBps: 5000",
                        "23: stopLossBps: expected less than 5000, where leverage 2 has lost its margin, was 5000"),
                mistake(
                        "trailingStopBps: 200\n",
                        "",
                        "25: trailingActivationBps: expected trailingStopBps beside it, was 300"),
                mistake(
                        "  Z1:\n    - {indicator: max_drawdown_60, operator: AT_LEAST, value: 3}\n",
                        "  Z1: []\n",
                        "29: maxEntriesPerEpisode: expected 1 when Z1 has no conditions, was 2"),
                mistake(
                        "  Z1:\n    - {indicator: max_drawdown_60, operator: AT_LEAST, value: 3}\n",
                        "  Z1: [x]\n",
                        "14: sections.Z1[0]: expected a condition {indicator, operator, value} or a group {any} or {all}, was 'x'"),
                // Protections.
                mistake(
                        "- {kind: COOL_DOWN, seconds: 60}",
                        "- 60",
                        "32: protections[0]: expected a protection {kind, ...}, was 60"),
                mistake(
                        "- {kind: COOL_DOWN, seconds: 60}",
                        "- {}",
                        "32: protections[0].kind: expected one of COOL_DOWN, STOP_LOSS_GUARD, MAX_DRAWDOWN, LOW_PROFIT, was missing"),
                mistake(
                        "kind: COOL_DOWN",
                        "kind: COOLDOWN",
                        "32: protections[0].kind: expected one of COOL_DOWN, STOP_LOSS_GUARD, MAX_DRAWDOWN, LOW_PROFIT, was 'COOLDOWN'"),
                mistake(
                        "kind: MAX_DRAWDOWN",
                        "kind: DRAWDOWN",
                        "34: protections[2].kind: expected one of COOL_DOWN, STOP_LOSS_GUARD, MAX_DRAWDOWN, LOW_PROFIT, was 'DRAWDOWN'"),
                mistake(
                        ", seconds: 60",
                        "",
                        "32: protections[0].seconds: expected a whole number 1..604800, was missing"),
                mistake(
                        "seconds: 60}",
                        "seconds: 0}",
                        "32: protections[0].seconds: expected a whole number 1..604800, was 0"),
                mistake(
                        "seconds: 60}",
                        "seconds: 60, trades: 1}",
                        "32: protections[0].trades: expected a field of COOL_DOWN, was unknown 'trades'"),
                mistake(
                        "GUARD, lookbackSeconds: 86400, ",
                        "GUARD, ",
                        "33: protections[1].lookbackSeconds: expected a whole number 1..604800, was missing"),
                mistake(
                        "GUARD, lookbackSeconds: 86400",
                        "GUARD, lookbackSeconds: 604801",
                        "33: protections[1].lookbackSeconds: expected a whole number 1..604800, was 604801"),
                mistake("trades: 2, ", "", "33: protections[1].trades: expected a whole number 1..1000, was missing"),
                mistake(
                        "trades: 2",
                        "trades: two",
                        "33: protections[1].trades: expected a whole number 1..1000, was 'two'"),
                mistake(
                        "pauseSeconds: 43200, perSymbol",
                        "perSymbol",
                        "33: protections[1].pauseSeconds: expected a whole number 1..604800, was missing"),
                mistake(
                        "pauseSeconds: 43200, perSymbol",
                        "pauseSeconds: 1.5, perSymbol",
                        "33: protections[1].pauseSeconds: expected a whole number 1..604800, was 1.5"),
                mistake(
                        "perSymbol: true",
                        "perSymbol: 1",
                        "33: protections[1].perSymbol: expected true or false, was 1"),
                mistake(
                        "perSymbol: true",
                        "perSymbol:",
                        "33: protections[1].perSymbol: expected true or false, was nothing"),
                mistake(
                        "perSymbol: true",
                        "profitPercent: 1",
                        "33: protections[1].profitPercent: expected a field of STOP_LOSS_GUARD, was unknown 'profitPercent'"),
                mistake(
                        "drawdownPercent: 2, ",
                        "",
                        "34: protections[2].drawdownPercent: expected an amount greater than 0, at most 100, was missing"),
                mistake(
                        "drawdownPercent: 2",
                        "drawdownPercent: 0",
                        "34: protections[2].drawdownPercent: expected an amount greater than 0, at most 100, was 0"),
                mistake(
                        "drawdownPercent: 2",
                        "drawdownPercent: 2, perSymbol: true",
                        "34: protections[2].perSymbol: expected a field of MAX_DRAWDOWN, was unknown 'perSymbol'"),
                mistake(
                        "profitPercent: -1.5, ",
                        "",
                        "35: protections[3].profitPercent: expected a number -100..100, was missing"),
                mistake(
                        "profitPercent: -1.5",
                        "profitPercent: -100.1",
                        "35: protections[3].profitPercent: expected a number -100..100, was -100.1"),
                mistake(
                        "profitPercent: -1.5",
                        "profitPercent: '1'",
                        "35: protections[3].profitPercent: expected a number -100..100, was '1'"),
                mistake(
                        "profitPercent: -1.5",
                        "profitPercent: 1, drawdownPercent: 2",
                        "35: protections[3].drawdownPercent: expected a field of LOW_PROFIT, was unknown 'drawdownPercent'"),
                // Symbols.
                mistake(
                        "[BTC_USDT, ETH_USDT]",
                        "BTC_USDT",
                        "36: symbols: expected a list of symbols, 1 to 200, was 'BTC_USDT'"),
                mistake("[BTC_USDT, ETH_USDT]", "", "36: symbols: expected a list of symbols, 1 to 200, was nothing"),
                mistake(
                        "[BTC_USDT, ETH_USDT]",
                        "[]",
                        "36: symbols: expected a list of symbols, 1 to 200, was a list of 0"),
                mistake(
                        "[BTC_USDT, ETH_USDT]",
                        "[BTC_USDT, btc]",
                        "36: symbols[1]: expected a symbol such as BTC_USDT, named once, was 'btc'"),
                mistake(
                        "[BTC_USDT, ETH_USDT]",
                        "[BTC_USDT, 1]",
                        "36: symbols[1]: expected a symbol such as BTC_USDT, named once, was 1"),
                mistake(
                        "[BTC_USDT, ETH_USDT]",
                        "[BTC_USDT, BTC_USDT]",
                        "36: symbols[1]: expected a symbol such as BTC_USDT, named once, was 'BTC_USDT'"),
                // Texts and names of fields.
                mistake(
                        "id: full",
                        "id: 7",
                        "1: id: expected lower case letters, digits and '-', 1 to 40 characters, was 7"),
                mistake(
                        "id: full",
                        "id: -a",
                        "1: id: expected lower case letters, digits and '-', 1 to 40 characters, was '-a'"),
                mistake(
                        "description: All of it",
                        "description: 5",
                        "3: description: expected a text of at most 2000 characters, was 5"),
                mistake("direction: LONG", "direction: true", "4: direction: expected one of LONG, SHORT, was true"),
                mistake("direction: LONG\n", "", "1: direction: expected one of LONG, SHORT, was missing"),
                mistake(
                        "maxSlippageBps: 100",
                        "slippageBps: 100",
                        "22: slippageBps: expected maxSlippageBps, which is missing, was unknown 'slippageBps'"),
                mistake(
                        "takeProfitBps: 600",
                        "profitBps: 600",
                        "24: profitBps: expected a field of a strategy, was unknown 'profitBps'"));
    }

    private static Arguments mistake(String part, String replacement, String message) {
        return Arguments.of(part, replacement, message);
    }

    @Test
    void readsEverythingWithoutAMistake() throws StrategyFileInvalid {
        assertEquals("full", StrategyFileReader.read("s.yaml", FULL).id());
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void saysWhereAndWhatIsWrong(String part, String replacement, String message) {
        assertEquals(List.of("s.yaml:" + message), problemsWith(part, replacement));
    }

    @ParameterizedTest
    @CsvSource({
        "version, 1, 1000000",
        "leverage, 1, 200",
        "maxSlippageBps, 1, 1000",
        "stopLossBps, 1, 9000",
        "takeProfitBps, 1, 100000",
        "trailingStopBps, 1, 9000",
        "trailingActivationBps, 1, 100000",
        "entryTimeoutSeconds, 1, 3600",
        "maxHoldSeconds, 1, 604800",
        "cooldownSeconds, 0, 604800",
        "maxEntriesPerEpisode, 1, 10"
    })
    void saysWhichWholeNumberItExpects(String field, int min, int max) {
        List<String> lines = FULL.lines().toList();
        int at = lines.indexOf(lines.stream()
                .filter(line -> line.startsWith(field + ":"))
                .findFirst()
                .orElseThrow());
        String expected =
                "s.yaml:" + (at + 1) + ": " + field + ": expected a whole number " + min + ".." + max + ", was ";
        List<String> wrong = List.of(
                Integer.toString(min - 1),
                Integer.toString(max + 1),
                min + ".5",
                "-3",
                "x",
                "'3'",
                "true",
                "[3]",
                "{a: 3}",
                "");
        List<String> described = List.of(
                Integer.toString(min - 1),
                Integer.toString(max + 1),
                min + ".5",
                "-3",
                "'x'",
                "'3'",
                "true",
                "a list of 1",
                "fields [a]",
                "nothing");
        for (int i = 0; i < wrong.size(); i++) {
            assertEquals(
                    List.of(expected + described.get(i)),
                    problemsWith(lines.get(at) + "\n", field + ": " + wrong.get(i) + "\n"));
        }
    }

    @Test
    void countsTheConditionsOfASectionOverItsGroups() {
        String group = "- any: [" + (CONDITION + ", ").repeat(31) + CONDITION + "]\n    ";
        assertEquals(
                List.of("s.yaml:15: sections.Z1: expected at most 32 conditions, was 33"),
                problemsWith("- " + CONDITION, group + "- " + CONDITION));
    }

    @Test
    void takesAsManyProtectionsAndSymbolsAsThereMayBe() {
        String line = "  - {kind: COOL_DOWN, seconds: 60}\n";
        assertEquals(
                List.of("s.yaml:32: protections: expected a list of protections, 1 to 8, was a list of 9"),
                problemsWith(line, line.repeat(6)));
        var symbols = new StringBuilder("[S0");
        for (int i = 1; i <= 200; i++) {
            symbols.append(", S").append(i);
        }
        assertEquals(
                List.of("s.yaml:36: symbols: expected a list of symbols, 1 to 200, was a list of 201"),
                problemsWith("[BTC_USDT, ETH_USDT]", symbols + "]"));
    }

    @Test
    void refusesProtectionsThatAreNoList() {
        int from = FULL.indexOf("protections:");
        String protections = FULL.substring(from, FULL.indexOf("symbols:"));
        String expected = "s.yaml:31: protections: expected a list of protections, 1 to 8, was ";
        assertEquals(List.of(expected + "5"), problemsWith(protections, "protections: 5\n"));
        assertEquals(List.of(expected + "nothing"), problemsWith(protections, "protections:\n"));
        assertEquals(List.of(expected + "a list of 0"), problemsWith(protections, "protections: []\n"));
    }

    @Test
    void refusesSectionsThatAreNone() {
        String sections = FULL.substring(FULL.indexOf("sections:"), FULL.indexOf("sizing:"));
        String several = "maxEntriesPerEpisode: 2\n";
        for (String wrong : List.of("5", "[]", "")) {
            String text = FULL.replace(sections, "sections: " + wrong + "\n").replace(several, "");
            List<String> problems = problems(text);
            assertEquals(1, problems.size(), problems.toString());
            assertTrue(
                    problems.getFirst().startsWith("s.yaml:5: sections: expected S1, O1, Z1, ZE1, E1, was "),
                    problems.toString());
        }
        assertEquals(
                List.of("s.yaml:1: sections: expected S1, O1, Z1, ZE1, E1, was missing"), problemsWith(sections, ""));
    }

    private static List<String> problemsWith(String part, String replacement) {
        assertEquals(FULL.indexOf(part), FULL.lastIndexOf(part), () -> "there once: " + part);
        assertTrue(FULL.contains(part), part);
        return problems(FULL.replace(part, replacement));
    }

    private static List<String> problems(String text) {
        return assertThrows(StrategyFileInvalid.class, () -> StrategyFileReader.read("s.yaml", text))
                .problems();
    }
}
