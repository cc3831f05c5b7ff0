package dev.tapedeck.strategy.file;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.tapedeck.contracts.event.IndicatorVariant;
import dev.tapedeck.contracts.event.SignalEvent.Operator;
import dev.tapedeck.contracts.event.SignalEvent.Section;
import dev.tapedeck.contracts.event.StrategyDefinition;
import dev.tapedeck.contracts.event.StrategyDefinition.Condition;
import dev.tapedeck.contracts.value.Direction;
import dev.tapedeck.contracts.value.Usdt;
import dev.tapedeck.strategy.core.PositionMeasure;
import dev.tapedeck.strategy.file.FileNode.Fields;
import dev.tapedeck.strategy.file.FileNode.Items;
import dev.tapedeck.strategy.file.FileNode.Text;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads strategies from YAML and JSON. A file whose name ends in {@code .json} is JSON, any other is YAML. All problems of a file are reported at once.
 * Stateless; safe for use by many threads.
 */
public final class StrategyFileReader {
    /** Strategies that come with Tapedeck, for {@link #bundled}. */
    public static final List<String> BUNDLED = List.of("tape-rider", "pump-rider");

    private static final long BYTES_MAX = 256 * 1024;
    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");
    private static final Pattern ANY = Pattern.compile("(?s).{0,2000}");
    private static final BigDecimal NOTIONAL_MAX = BigDecimal.valueOf(1_000_000);
    private static final int LEVERAGE_MAX = 200;
    private static final int SLIPPAGE_BPS_MAX = 1_000;
    private static final int STOP_LOSS_BPS_MAX = 9_000;
    private static final int BPS = 10_000;
    private static final int HOUR_SECONDS = 3_600;
    private static final int WEEK_SECONDS = 7 * 24 * HOUR_SECONDS;
    private static final String SECTIONS =
            Arrays.stream(Section.values()).map(Enum::name).collect(Collectors.joining(", "));
    private static final String CONDITIONS = "a list of conditions {indicator, operator, value}";

    private StrategyFileReader() {}

    /**
     * Returns the strategy in the file.
     *
     * @throws StrategyFileInvalid also when the file is not there or not text
     */
    public static StrategyDefinition read(Path file) throws StrategyFileInvalid {
        try {
            if (!Files.isRegularFile(file)) {
                throw refused(file + ": expected a strategy file, was no file");
            }
            if (Files.size(file) > BYTES_MAX) {
                throw refused(file + ": expected at most " + BYTES_MAX + " bytes, was " + Files.size(file));
            }
            return read(file.toString(), Files.readString(file));
        } catch (CharacterCodingException notText) {
            throw refused(file + ": expected UTF-8 text, was something else");
        } catch (IOException unreadable) {
            throw refused(file + ": expected a readable file, was not: " + unreadable.getMessage());
        }
    }

    /** Returns the strategy in the text; {@code file} is its name in messages. */
    public static StrategyDefinition read(String file, String text) throws StrategyFileInvalid {
        var problems = new Problems(file);
        @Nullable FileNode root = parse(file, text, problems);
        problems.throwIfAny();
        if (!(root instanceof Fields fields)) {
            throw refused(file + ":1: expected the fields of a strategy, was "
                    + (root == null ? "nothing" : root.described()));
        }
        StrategyDefinition strategy = strategy(fields, problems);
        problems.throwIfAny();
        return strategy;
    }

    /**
     * Returns a strategy that comes with Tapedeck.
     *
     * @throws IllegalArgumentException when there is none of this name
     */
    public static StrategyDefinition bundled(String name) {
        String file = "strategies/" + name + ".yaml";
        try (InputStream resource = StrategyFileReader.class.getClassLoader().getResourceAsStream(file)) {
            if (resource == null) {
                throw new IllegalArgumentException("strategy must be one of " + BUNDLED + ", was '" + name + "'");
            }
            return read(file, new String(resource.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(file, unreadable);
        } catch (StrategyFileInvalid broken) {
            throw new IllegalStateException("a bundled strategy is broken: " + broken.getMessage(), broken);
        }
    }

    private static StrategyFileInvalid refused(String problem) {
        return new StrategyFileInvalid(List.of(problem));
    }

    private static @Nullable FileNode parse(String file, String text, Problems problems) throws StrategyFileInvalid {
        JsonFactory factory = file.endsWith(".json") ? new JsonFactory() : new YAMLFactory();
        try (JsonParser parser = factory.createParser(text)) {
            parser.nextToken();
            var repeats = new LinkedHashMap<String, Integer>();
            FileNode root = FileNode.read(parser, repeats);
            repeats.forEach((name, line) -> problems.add(line, name, "the field once", "there twice"));
            if (parser.nextToken() != null) {
                problems.add(parser.currentTokenLocation().getLineNr(), "file", "one strategy", "more after it");
            }
            return root;
        } catch (JsonProcessingException malformed) {
            throw refused(file + ":" + line(malformed) + ": expected "
                    + (factory instanceof YAMLFactory ? "YAML" : "JSON") + ", was malformed: "
                    + malformed.getOriginalMessage().lines().findFirst().orElse(""));
        } catch (IOException impossible) {
            throw new UncheckedIOException("a text could not be read (file=" + file + ")", impossible);
        }
    }

    private static int line(JsonProcessingException malformed) {
        return malformed.getLocation() == null ? 1 : malformed.getLocation().getLineNr();
    }

    private static StrategyDefinition strategy(Fields root, Problems problems) {
        var fields = new FieldReader(root, "", problems);
        var strategy = new StrategyDefinition(
                fields.text("id", ID, "lower case letters, digits and '-', 1 to 40 characters"),
                fields.whole("version", 1, 1_000_000),
                root.values().containsKey("description")
                        ? fields.text("description", ANY, "a text of at most 2000 characters")
                        : null,
                fields.oneOf("direction", Direction.class),
                sections(fields, problems),
                new Usdt(fields.amount("notionalUsdt", NOTIONAL_MAX)),
                fields.whole("leverage", 1, LEVERAGE_MAX),
                fields.whole("maxSlippageBps", 1, SLIPPAGE_BPS_MAX),
                fields.whole("stopLossBps", 1, STOP_LOSS_BPS_MAX),
                fields.whole("entryTimeoutSeconds", 1, HOUR_SECONDS),
                fields.whole("maxHoldSeconds", 1, WEEK_SECONDS),
                fields.whole("cooldownSeconds", 0, WEEK_SECONDS));
        checkStopLoss(strategy, root, problems);
        fields.refuseOthers("a field of a strategy");
        return strategy;
    }

    /** A stop beyond the point where the margin is gone would never be reached: the venue liquidates before. */
    private static void checkStopLoss(StrategyDefinition strategy, Fields root, Problems problems) {
        FileNode node = root.values().get("stopLossBps");
        if (node != null && strategy.stopLossBps() * strategy.leverage() >= BPS) {
            problems.add(
                    node.line(),
                    "stopLossBps",
                    "less than " + BPS / strategy.leverage() + ", where leverage " + strategy.leverage()
                            + " has lost its margin",
                    Integer.toString(strategy.stopLossBps()));
        }
    }

    private static Map<Section, List<Condition>> sections(FieldReader strategy, Problems problems) {
        var sections = new EnumMap<Section, List<Condition>>(Section.class);
        FileNode node = strategy.required("sections", SECTIONS);
        if (node == null) {
            return sections;
        }
        if (!(node instanceof Fields named)) {
            problems.add(node, "sections", SECTIONS);
            return sections;
        }
        var fields = new FieldReader(named, "sections", problems);
        for (Section section : Section.values()) {
            List<Condition> conditions = conditions(fields, section, problems);
            if (!conditions.isEmpty()) {
                sections.put(section, conditions);
            }
        }
        fields.refuseOthers("one of " + SECTIONS);
        requireSections(named, problems);
        return sections;
    }

    private static void requireSections(Fields sections, Problems problems) {
        if (isEmpty(sections.values().get("S1"))) {
            problems.add(sections.line(), "sections.S1", CONDITIONS, "missing or empty");
        }
        if (isEmpty(sections.values().get("ZE1")) && isEmpty(sections.values().get("E1"))) {
            problems.add(sections.line(), "sections", "conditions in ZE1 or E1", "none in both");
        }
    }

    private static boolean isEmpty(@Nullable FileNode section) {
        return section == null
                || (section instanceof Items items && items.values().isEmpty());
    }

    private static List<Condition> conditions(FieldReader sections, Section section, Problems problems) {
        var conditions = new ArrayList<Condition>();
        List<FileNode> items = sections.items(section.name(), CONDITIONS);
        for (int i = 0; i < items.size(); i++) {
            String path = "sections." + section + "[" + i + "]";
            if (items.get(i) instanceof Fields fields) {
                conditions.add(condition(new FieldReader(fields, path, problems), section, problems));
            } else {
                problems.add(items.get(i), path, "a condition {indicator, operator, value}");
            }
        }
        return conditions;
    }

    private static Condition condition(FieldReader fields, Section section, Problems problems) {
        String indicator = indicator(fields, section, problems);
        Operator operator = fields.oneOf("operator", Operator.class);
        double value = fields.number("value");
        FileNode node = fields.optional("upper");
        Double upper = node == null ? null : Double.valueOf(fields.number("upper", node));
        if (operator != Operator.BETWEEN && node != null) {
            problems.add(node, fields.path("upper"), "no upper bound with " + operator);
        } else if (operator == Operator.BETWEEN && node == null) {
            fields.required("upper", "the upper bound of BETWEEN");
        } else if (node != null && upper != null && upper < value) {
            problems.add(node, fields.path("upper"), "at least the lower bound " + value);
        }
        fields.refuseOthers("one of indicator, operator, value, upper");
        return new Condition(indicator, operator, value, upper);
    }

    private static String indicator(FieldReader fields, Section section, Problems problems) {
        FileNode node = fields.required("indicator", "the name of an indicator");
        if (node == null) {
            return "";
        }
        if (!(node instanceof Text text)) {
            problems.add(node, fields.path("indicator"), "the name of an indicator");
            return "";
        }
        if (text.value().startsWith(IndicatorVariant.POSITION_PREFIX)) {
            checkMeasure(fields, section, text, problems);
        } else {
            checkVariant(fields, text, problems);
        }
        return text.value();
    }

    private static void checkMeasure(FieldReader fields, Section section, Text name, Problems problems) {
        if (PositionMeasure.named(name.value()).isEmpty()) {
            String known = Arrays.stream(PositionMeasure.values())
                    .map(PositionMeasure::text)
                    .collect(Collectors.joining(", "));
            problems.add(name, fields.path("indicator"), "one of " + known);
        } else if (section != Section.ZE1 && section != Section.E1) {
            problems.add(name, fields.path("indicator"), "an indicator (there is no position in " + section + ")");
        }
    }

    private static void checkVariant(FieldReader fields, Text name, Problems problems) {
        try {
            IndicatorVariant.parse(name.value());
        } catch (IllegalArgumentException unknown) {
            String reason = String.valueOf(unknown.getMessage());
            int was = reason.indexOf(", was");
            String expected = (was < 0 ? reason : reason.substring(0, was)).replaceFirst("^expected ", "");
            problems.add(name, fields.path("indicator"), expected);
        }
    }
}
