package dev.tapedeck.strategy.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tapedeck.contracts.codec.Json;
import dev.tapedeck.contracts.event.SignalEvent.Operator;
import dev.tapedeck.contracts.event.SignalEvent.Section;
import dev.tapedeck.contracts.event.StrategyBounds;
import dev.tapedeck.contracts.event.StrategyDefinition;
import dev.tapedeck.contracts.event.StrategyDefinition.Condition;
import dev.tapedeck.contracts.value.Direction;
import dev.tapedeck.contracts.value.Usdt;
import dev.tapedeck.strategy.core.PositionMeasure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StrategyFileReaderTest {
    private static final String VALID = """
            id: rider
            version: 2
            direction: SHORT
            sections:
              S1:
                - {indicator: price_momentum_60, operator: AT_LEAST, value: 5}
                - {indicator: rsi_14_60, operator: BETWEEN, value: 20, upper: 30.5}
              E1:
                - {indicator: position_return_bps, operator: AT_MOST, value: -500}
            notionalUsdt: 200.50
            leverage: 3
            maxSlippageBps: 50
            stopLossBps: 500
            entryTimeoutSeconds: 30
            maxHoldSeconds: 600
            cooldownSeconds: 0
            """;

    @TempDir
    Path directory = Path.of("");

    @Test
    void readsEveryField() throws StrategyFileInvalid {
        StrategyDefinition strategy = StrategyFileReader.read("rider.yaml", VALID);
        assertEquals("rider", strategy.id());
        assertEquals(2, strategy.version());
        assertEquals(Direction.SHORT, strategy.direction());
        assertEquals(Usdt.of("200.5"), strategy.notional());
        assertEquals(
                List.of(
                        new Condition("price_momentum_60", Operator.AT_LEAST, 5, null),
                        new Condition("rsi_14_60", Operator.BETWEEN, 20, 30.5)),
                strategy.conditions(Section.S1));
        assertEquals(List.of(), strategy.conditions(Section.Z1));
        assertEquals(0, strategy.cooldownSeconds());
    }

    @Test
    void readsTheSameFromJson() throws StrategyFileInvalid, IOException {
        String json = """
                {"id": "rider", "version": 2, "direction": "SHORT",
                 "sections": {
                   "S1": [{"indicator": "price_momentum_60", "operator": "AT_LEAST", "value": 5},
                          {"indicator": "rsi_14_60", "operator": "BETWEEN", "value": 20, "upper": 30.5}],
                   "E1": [{"indicator": "position_return_bps", "operator": "AT_MOST", "value": -500}]},
                 "notionalUsdt": "200.50", "leverage": 3, "maxSlippageBps": 50, "stopLossBps": 500,
                 "entryTimeoutSeconds": 30, "maxHoldSeconds": 600, "cooldownSeconds": 0}
                """;
        Path file = Files.writeString(directory.resolve("rider.json"), json);
        assertEquals(StrategyFileReader.read("rider.yaml", VALID), StrategyFileReader.read(file));
    }

    @Test
    void bundlesStrategiesThatSurviveTheWire() throws IOException {
        for (String name : StrategyFileReader.BUNDLED) {
            StrategyDefinition strategy = StrategyFileReader.bundled(name);
            assertEquals(name, strategy.id());
            String wire = Json.MAPPER.writeValueAsString(strategy);
            assertEquals(strategy, Json.MAPPER.readValue(wire, StrategyDefinition.class));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "leverage: 3 | \"\" | s.yaml:1: leverage: expected a whole number 1..200, was missing",
                "leverage: 3 | leverag: 3 | s.yaml:11: leverag: expected leverage; which is missing, was unknown"
                        + " 'leverag'",
                "leverage: 3 | leverage: three | s.yaml:11: leverage: expected a whole number 1..200, was 'three'",
                "leverage: 3 | leverage: 2.5 | s.yaml:11: leverage: expected a whole number 1..200, was 2.5",
                "leverage: 3 | leverage: 201 | s.yaml:11: leverage: expected a whole number 1..200, was 201",
                "leverage: 3 | leverage: true | s.yaml:11: leverage: expected a whole number 1..200, was true",
                "leverage: 3 | leverage: [3] | s.yaml:11: leverage: expected a whole number 1..200, was a list of 1",
                "leverage: 3 | leverage: 20 | s.yaml:13: stopLossBps: expected less than 500, where leverage 20 has lost its"
                        + " margin, was 500",
                "id: rider | id: Tape Rider | s.yaml:1: id: expected lower case letters, digits and '-', 1 to 40 characters,"
                        + " was 'Tape Rider'",
                "SHORT | DOWN | s.yaml:3: direction: expected one of LONG, SHORT, was 'DOWN'",
                "200.50 | -1 | s.yaml:10: notionalUsdt: expected an amount greater than 0, at most 1000000, was -1",
                "200.50 | 1e-999999 | s.yaml:10: notionalUsdt: expected an amount greater than 0, at most 1000000, was"
                        + " 1e-999999",
                "cooldownSeconds: 0 | cooldownSeconds: 0\\ncolour: red | s.yaml:17: colour: expected a field of a strategy, was"
                        + " unknown 'colour'",
                "cooldownSeconds: 0 | cooldownSeconds: 0\\nid: again | s.yaml:17: id: expected the field once, was there twice",
                "E1: | \"X1: []\\n  E1:\" | s.yaml:8: sections.X1: expected one of S1, O1, Z1, ZE1, E1, was unknown 'X1'",
                "\"  E1:\\n    - {indicator: position_return_bps\" | \"  O1:\\n    - {indicator: price_momentum_60\""
                        + " | s.yaml:5: sections: expected conditions in ZE1 or E1, was none in both",
                "S1: | Z1: | s.yaml:5: sections.S1: expected a list of conditions {indicator; operator; value}, was"
                        + " missing or empty",
                "price_momentum_60 | price_momentun_60 | s.yaml:6: sections.S1[0].indicator: expected an indicator; such as"
                        + " price_momentum_<seconds>, was 'price_momentun_60'",
                "price_momentum_60 | price_momentum_0 | s.yaml:6: sections.S1[0].indicator: expected"
                        + " price_momentum_<seconds>: seconds must be 1..86400, was 'price_momentum_0'",
                "price_momentum_60 | position_return_bps | s.yaml:6: sections.S1[0].indicator: expected an indicator (there is no"
                        + " position in S1), was 'position_return_bps'",
                "position_return_bps | position_size | s.yaml:9: sections.E1[0].indicator: expected one of position_return_bps;"
                        + " position_age_seconds; position_drawdown_bps, was 'position_size'",
                "AT_MOST | BELOW | s.yaml:9: sections.E1[0].operator: expected one of GREATER_THAN; AT_LEAST; LESS_THAN;"
                        + " AT_MOST; BETWEEN, was 'BELOW'",
                "value: -500 | value: low | s.yaml:9: sections.E1[0].value: expected a number, was 'low'",
                "value: -500 | \"value: .inf\" | s.yaml:9: expected YAML; was malformed: Malformed numeric value '.inf'",
                "value: -500 | \"value: 1, limit: 2\" | s.yaml:9: sections.E1[0].limit: expected one of indicator; operator;"
                        + " value; upper; forSeconds, was unknown 'limit'",
                "\", upper: 30.5\" | \"\" | s.yaml:7: sections.S1[1].upper: expected the upper bound of BETWEEN; a number, was"
                        + " missing",
                "upper: 30.5 | upper: 10 | s.yaml:7: sections.S1[1].upper: expected at least the lower bound 20.0, was 10",
                "value: 5 | \"value: 5, upper: 6\" | s.yaml:6: sections.S1[0].upper: expected no upper bound with AT_LEAST, was 6"
            })
    void saysWhereAndWhatIsWrong(String part, String replacement, String message) {
        String replaced = part.replace("\\n", "\n");
        assertTrue(VALID.contains(replaced), part);
        List<String> problems = problems("s.yaml", VALID.replace(replaced, replacement.replace("\\n", "\n")));
        assertEquals(List.of(message.replace(';', ',')), problems);
    }

    @Test
    void knowsTheMeasuresThatTheContractNames() {
        assertEquals(
                StrategyBounds.POSITION_MEASURES,
                Stream.of(PositionMeasure.values()).map(PositionMeasure::text).toList());
    }

    @Test
    void reportsAllProblemsInTheOrderOfTheFile() {
        String broken = VALID.replace("SHORT", "DOWN").replace("leverage: 3", "leverage: 0");
        List<String> problems = problems("s.yaml", broken);
        assertEquals(2, problems.size(), problems.toString());
        assertTrue(problems.getFirst().startsWith("s.yaml:3: direction"), problems.toString());
        assertTrue(problems.getLast().startsWith("s.yaml:11: leverage"), problems.toString());
    }

    @Test
    void refusesWhatIsNoStrategyAtAll() {
        assertEquals(List.of("s.yaml:1: expected the fields of a strategy, was nothing"), problems("s.yaml", ""));
        assertEquals(List.of("s.yaml:1: expected the fields of a strategy, was 'x'"), problems("s.yaml", "x"));
        assertTrue(problems("s.yaml", "id: [").getFirst().startsWith("s.yaml:1: expected YAML, was malformed"));
        assertTrue(problems("s.json", "{\"id\": ").getFirst().startsWith("s.json:1: expected JSON, was malformed"));
        assertEquals(
                List.of("s.yaml:18: file: expected one strategy, was more after it"),
                problems("s.yaml", VALID + "---\nid: b\n"));
    }

    @Test
    void refusesAFileThatIsNotThereOrTooLarge() throws IOException {
        Path absent = directory.resolve("absent.yaml");
        var refusal = assertThrows(StrategyFileInvalid.class, () -> StrategyFileReader.read(absent));
        assertEquals(List.of(absent + ": expected a strategy file, was no file"), refusal.problems());
        Path large = Files.writeString(directory.resolve("large.yaml"), "#".repeat(300_000));
        var tooLarge = assertThrows(StrategyFileInvalid.class, () -> StrategyFileReader.read(large));
        assertEquals(List.of(large + ": expected at most 262144 bytes, was 300000"), tooLarge.problems());
    }

    private static List<String> problems(String file, String text) {
        return assertThrows(StrategyFileInvalid.class, () -> StrategyFileReader.read(file, text))
                .problems();
    }
}
