package dev.tapedeck.strategy.file;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.tapedeck.contracts.event.SignalEvent.Section;
import dev.tapedeck.contracts.event.Sizing;
import dev.tapedeck.contracts.event.StrategyBounds;
import dev.tapedeck.contracts.event.StrategyDefinition;
import dev.tapedeck.contracts.value.Direction;
import dev.tapedeck.contracts.value.Symbol;
import dev.tapedeck.contracts.value.Usdt;
import dev.tapedeck.strategy.file.FileNode.Fields;
import dev.tapedeck.strategy.file.FileNode.Text;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads strategies from YAML and JSON. A file whose name ends in {@code .json} is JSON, any other is YAML. All problems of a file are reported at once.
 * Stateless; safe for use by many threads.
 */
public final class StrategyFileReader {
    /** Strategies that come with Tapedeck, for {@link #bundled}. */
    public static final List<String> BUNDLED = List.of("tape-rider", "pump-rider", "peak-fader", "band-returner");

    private static final long BYTES_MAX = 256 * 1024;

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
        var money = new MoneyReader(fields, problems);
        Usdt notional = fields.optional("notionalUsdt") == null
                ? null
                : new Usdt(fields.amount("notionalUsdt", StrategyBounds.NOTIONAL_MAX));
        Sizing sizing = money.sizing();
        var strategy = new StrategyDefinition(
                fields.text("id", StrategyBounds.ID, "lower case letters, digits and '-', 1 to 40 characters"),
                fields.whole("version", 1, StrategyBounds.VERSION_MAX),
                root.values().containsKey("description")
                        ? fields.text("description", StrategyBounds.DESCRIPTION, "a text of at most 2000 characters")
                        : null,
                Objects.requireNonNullElse(fields.oneOf("direction", Direction.class), Direction.LONG),
                SectionReader.sections(fields, problems),
                sizing == null ? Objects.requireNonNullElse(notional, Usdt.of(1)) : null,
                fields.whole("leverage", 1, StrategyBounds.LEVERAGE_MAX),
                fields.whole("maxSlippageBps", 1, StrategyBounds.SLIPPAGE_BPS_MAX),
                fields.whole("stopLossBps", 1, StrategyBounds.STOP_BPS_MAX),
                fields.whole("entryTimeoutSeconds", 1, StrategyBounds.ENTRY_TIMEOUT_SECONDS_MAX),
                fields.whole("maxHoldSeconds", 1, StrategyBounds.WEEK_SECONDS),
                fields.whole("cooldownSeconds", 0, StrategyBounds.WEEK_SECONDS),
                sizing,
                fields.wholeIfThere("takeProfitBps", 1, StrategyBounds.PROFIT_BPS_MAX),
                fields.wholeIfThere("trailingStopBps", 1, StrategyBounds.STOP_BPS_MAX),
                fields.wholeIfThere("trailingActivationBps", 1, StrategyBounds.PROFIT_BPS_MAX),
                fields.wholeIfThere("maxEntriesPerEpisode", 1, StrategyBounds.ENTRIES_MAX),
                money.protections(),
                symbols(fields, problems));
        checkStopLoss(strategy, root, problems);
        checkTrailing(root, problems);
        checkEntries(strategy, root, problems);
        fields.refuseOthers("a field of a strategy");
        checkSize(fields, root, problems);
        return strategy;
    }

    /** A stop beyond the point where the margin is gone would never be reached: the venue liquidates before. */
    private static void checkStopLoss(StrategyDefinition strategy, Fields root, Problems problems) {
        FileNode node = root.values().get("stopLossBps");
        if (node != null && strategy.stopLossBps() * strategy.leverage() >= StrategyBounds.MARGIN_BPS) {
            problems.add(
                    node.line(),
                    "stopLossBps",
                    "less than " + Math.ceilDiv(StrategyBounds.MARGIN_BPS, strategy.leverage()) + ", where leverage "
                            + strategy.leverage() + " has lost its margin",
                    Integer.toString(strategy.stopLossBps()));
        }
    }

    /** A field of another name may be the one that says how much. */
    private static void checkSize(FieldReader fields, Fields root, Problems problems) {
        boolean fixed = root.values().containsKey("notionalUsdt");
        boolean sized = root.values().containsKey("sizing");
        if (fixed == sized && (fixed || !fields.hasOthers())) {
            problems.add(
                    root.line(),
                    fields.path("notionalUsdt"),
                    "either notionalUsdt or sizing",
                    fixed ? "both" : "neither");
        }
    }

    private static void checkTrailing(Fields root, Problems problems) {
        FileNode activation = root.values().get("trailingActivationBps");
        if (activation != null && !root.values().containsKey("trailingStopBps")) {
            problems.add(activation, "trailingActivationBps", "trailingStopBps beside it");
        }
    }

    /** Without conditions Z1 fires at once, and an episode would enter again with the values that follow each exit. */
    private static void checkEntries(StrategyDefinition strategy, Fields root, Problems problems) {
        FileNode entries = root.values().get("maxEntriesPerEpisode");
        if (entries != null
                && strategy.entriesPerEpisode() > 1
                && root.values().get("sections") instanceof Fields sections
                && SectionReader.isEmpty(sections.values().get(Section.Z1.name()))) {
            problems.add(entries, "maxEntriesPerEpisode", "1 when Z1 has no conditions");
        }
    }

    private static @Nullable List<Symbol> symbols(FieldReader fields, Problems problems) {
        if (fields.optional("symbols") == null) {
            return null;
        }
        var symbols = new ArrayList<Symbol>();
        List<FileNode> items = fields.itemsAtMost("symbols", "a list of symbols", StrategyBounds.SYMBOLS_MAX);
        for (int i = 0; i < items.size(); i++) {
            boolean isSymbol = items.get(i) instanceof Text text
                    && StrategyBounds.SYMBOL.matcher(text.value()).matches()
                    && !symbols.contains(Symbol.of(text.value()));
            if (isSymbol) {
                symbols.add(Symbol.of(((Text) items.get(i)).value()));
            } else {
                problems.add(items.get(i), "symbols[" + i + "]", "a symbol such as BTC_USDT, named once");
            }
        }
        return symbols;
    }
}
