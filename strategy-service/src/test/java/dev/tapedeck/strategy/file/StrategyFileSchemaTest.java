package dev.tapedeck.strategy.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The published schema and the reader refuse the same files, save for what only the reader can know. */
class StrategyFileSchemaTest {
    private static final String FOLDER = "strategies/";
    /** Another with {@code -Dtapedeck.seed=N}. */
    private static final long SEED = Long.getLong("tapedeck.seed", 1);

    private static final int FILES = 6_000;
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();
    private static final JsonNode TEXT = schemaText();
    private static final JsonSchema SCHEMA =
            JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(TEXT);

    /** What only the reader refuses, by its messages. Also a field that is there twice, which no tree of JSON can have. */
    private static final List<Pattern> ONLY_BY_THE_READER = List.of(
            // A name that no indicator or measure of the position has.
            Pattern.compile("\\.indicator: expected (an indicator, such as|(an indicator, )?one of) .*, was '"),
            Pattern.compile("\\.indicator: expected \\w+_<.*, was '"),
            // A measure of the position where there is none.
            Pattern.compile("\\.indicator: expected an indicator \\(there is no position in (S1|O1|Z1)\\)"),
            // Fields compared with each other.
            Pattern.compile(": stopLossBps: expected less than [0-9]+, where leverage"),
            Pattern.compile("\\.upper: expected at least the lower bound"),
            // Conditions counted over the groups of a section.
            Pattern.compile(": sections\\.\\w+: expected at most 32 conditions"),
            // A number with more than 12 decimals: a schema could only divide it, which no validator does exactly.
            Pattern.compile(
                    ": (expected an amount greater than 0, at most|expected a number -).*, was [0-9.]*(E-|e-|\\.[0-9]{12})"));

    static List<String> bundled() {
        return StrategyFileReader.BUNDLED;
    }

    @ParameterizedTest
    @MethodSource("bundled")
    void bundledStrategiesAreValidAndNameTheSchema(String name) throws IOException {
        String text = resource(name + ".yaml");
        assertTrue(text.startsWith("# yaml-language-server: $schema=strategy.schema.json\n"), text);
        assertEquals(Set.of(), SCHEMA.validate(new YAMLMapper().readTree(text)));
    }

    @Test
    void randomFilesAreAcceptedByBoth() throws IOException {
        var files = new RandomStrategyFile(new SplittableRandom(SEED));
        for (int i = 0; i < 1_000; i++) {
            String text = JSON.writeValueAsString(files.next());
            assertEquals(List.of(), problems(text), () -> "seed " + SEED + ": " + text);
            assertEquals(Set.of(), SCHEMA.validate(JSON.readTree(text)), () -> "seed " + SEED + ": " + text);
        }
    }

    @Test
    void agreesWithTheReaderOnMutatedFiles() throws IOException {
        var random = new SplittableRandom(SEED);
        var files = new RandomStrategyFile(random);
        var mutation = new Mutation(random);
        Set<String> unused =
                new TreeSet<>(ONLY_BY_THE_READER.stream().map(Pattern::pattern).toList());
        int accepted = 0;
        for (int i = 0; i < FILES; i++) {
            ObjectNode file = files.next();
            String change = mutation.apply(file);
            String text = JSON.writeValueAsString(file);
            boolean isValid = SCHEMA.validate(JSON.readTree(text)).isEmpty();
            List<String> problems = problems(text);
            String where = "seed " + SEED + ", " + change + ": " + text + "\n" + problems;
            if (isValid) {
                for (String problem : problems) {
                    List<String> rules = ONLY_BY_THE_READER.stream()
                            .filter(rule -> rule.matcher(problem).find())
                            .map(Pattern::pattern)
                            .toList();
                    assertFalse(rules.isEmpty(), () -> "only the reader refuses: " + problem + ", " + where);
                    unused.removeAll(rules);
                }
            } else {
                assertFalse(problems.isEmpty(), () -> "only the schema refuses, " + where);
            }
            accepted += problems.isEmpty() ? 1 : 0;
        }
        int valid = accepted;
        assertTrue(valid > FILES / 10 && valid < FILES * 9 / 10, () -> valid + " of " + FILES + ", seed " + SEED);
        assertEquals(Set.of(), unused, () -> "rules that no file broke, seed " + SEED);
    }

    @Test
    void oneMistakeBringsOneMessage() throws IOException {
        var random = new SplittableRandom(SEED);
        var files = new RandomStrategyFile(random);
        var mutation = new Mutation(random);
        for (int i = 0; i < FILES; i++) {
            ObjectNode file = files.next();
            String change = mutation.applyOneMistake(file);
            String text = JSON.writeValueAsString(file);
            List<String> problems = problems(text);
            assertTrue(
                    problems.size() <= 1,
                    () -> "seed " + SEED + ", " + change + ": " + text + "\n" + String.join("\n", problems));
        }
    }

    /** The limits of the schema are the reader's: both bounds of each number are accepted, what is one beyond is not. */
    @Test
    void limitsAreThoseOfTheReader() throws IOException {
        int[] compared = {0};
        for (String field : names(TEXT.path("properties"))) {
            compare(compared, "", field, TEXT.path("properties").path(field));
        }
        JsonNode condition = TEXT.at("/$defs/condition/properties/forSeconds");
        compare(compared, "/sections/S1/0", "forSeconds", condition);
        for (String part : List.of("sizing", "protection")) {
            for (JsonNode kind : TEXT.at("/$defs/" + part + "/oneOf")) {
                String name = kind.at("/properties/kind/const").asText();
                for (String field : names(kind.path("properties"))) {
                    compare(
                            compared,
                            part + "/" + name,
                            field,
                            kind.path("properties").path(field));
                }
            }
        }
        assertEquals(29, compared[0], "fields with limits");
    }

    private static void compare(int[] compared, String place, String field, JsonNode described) throws IOException {
        JsonNode limits = limits(described);
        if (limits.isMissingNode()) {
            return;
        }
        compared[0]++;
        boolean isWhole = limits.path("type").asText().equals("integer");
        BigDecimal step = isWhole ? BigDecimal.ONE : new BigDecimal("0.000000000001");
        BigDecimal max = limits.path("maximum").decimalValue();
        BigDecimal min = limits.has("exclusiveMinimum")
                ? limits.path("exclusiveMinimum").decimalValue().add(step)
                : limits.path("minimum").decimalValue();
        for (BigDecimal inside : List.of(min, max)) {
            assertEquals(
                    List.of(), problems(fileWith(place, field, inside)), () -> place + " " + field + " = " + inside);
        }
        for (BigDecimal outside : List.of(min.subtract(step), max.add(step))) {
            String text = fileWith(place, field, outside);
            assertEquals(1, problems(text).size(), () -> place + " " + field + " = " + outside + ": " + problems(text));
        }
    }

    /** Returns what holds the limits of a number; missing when the field is none. */
    private static JsonNode limits(JsonNode described) {
        String reference = described.path("$ref").asText();
        JsonNode target = reference.isEmpty() ? described : TEXT.at(reference.substring(1));
        JsonNode number = target.has("anyOf") ? target.path("anyOf").path(0) : target;
        return number.has("maximum") ? number : MissingNode.getInstance();
    }

    /** A file in which this field has this value and nothing else is near a limit. */
    private static String fileWith(String place, String field, BigDecimal value) throws IOException {
        ObjectNode file = (ObjectNode) JSON.readTree("""
                {"id": "a", "version": 1, "direction": "LONG",
                 "sections": {"S1": [{"indicator": "spread_bps", "operator": "AT_MOST", "value": 20}],
                              "Z1": [{"indicator": "spread_bps", "operator": "AT_MOST", "value": 10}],
                              "E1": [{"indicator": "position_return_bps", "operator": "AT_MOST", "value": -50}]},
                 "leverage": 1, "maxSlippageBps": 10, "stopLossBps": 40, "entryTimeoutSeconds": 30, "maxHoldSeconds": 600,
                 "cooldownSeconds": 60, "trailingStopBps": 50}
                """);
        ObjectNode target = file;
        if (place.startsWith("/")) {
            target = (ObjectNode) file.at(place);
        } else if (place.startsWith("protection/")) {
            ArrayNode protections = file.putArray("protections");
            target = protections.addObject();
            fill(target, "protection", place.substring("protection/".length()));
        } else if (place.startsWith("sizing/")) {
            target = file.putObject("sizing");
            fill(target, "sizing", place.substring("sizing/".length()));
        }
        if (!file.has("sizing")) {
            file.put("notionalUsdt", 100);
        }
        target.put(field, value);
        return JSON.writeValueAsString(file);
    }

    /** Fills in everything that the kind has, each number with one. */
    private static void fill(ObjectNode target, String part, String kind) {
        for (JsonNode each : TEXT.at("/$defs/" + part + "/oneOf")) {
            if (each.at("/properties/kind/const").asText().equals(kind)) {
                each.path("required").forEach(name -> target.put(name.asText(), 1));
            }
        }
        target.put("kind", kind);
        if (target.has("indicator")) {
            target.put("indicator", "volatility_300");
        }
    }

    private static List<String> names(JsonNode object) {
        var names = new ArrayList<String>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static List<String> problems(String text) {
        try {
            StrategyFileReader.read("s.json", text);
            return List.of();
        } catch (StrategyFileInvalid refused) {
            return refused.problems();
        }
    }

    private static JsonNode schemaText() {
        try {
            return JSON.readTree(resource("strategy.schema.json"));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String resource(String name) throws IOException {
        try (InputStream resource = StrategyFileReader.class.getClassLoader().getResourceAsStream(FOLDER + name)) {
            assertTrue(resource != null, name);
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
