package dev.tapedeck.strategy.file;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A value of a YAML or JSON file with the line where it begins. */
sealed interface FileNode {
    int line();

    record Fields(int line, Map<String, FileNode> values) implements FileNode {}

    record Items(int line, List<FileNode> values) implements FileNode {}

    record Text(int line, String value) implements FileNode {}

    record Numeral(int line, BigDecimal value, String text) implements FileNode {}

    /** A boolean, a null or nothing. */
    record Other(int line, String value) implements FileNode {}

    /** Returns what a reader of an error message calls the value. */
    default String described() {
        return switch (this) {
            case Fields fields -> "fields " + fields.values().keySet();
            case Items items -> "a list of " + items.values().size();
            case Text text -> "'" + text.value() + "'";
            case Numeral number -> number.text();
            case Other other -> other.value();
        };
    }

    /** Reads the value that begins at the parser's current token, the problems of repeated fields into {@code repeats}. */
    static FileNode read(JsonParser parser, Map<String, Integer> repeats) throws IOException {
        int line = parser.currentTokenLocation().getLineNr();
        @Nullable JsonToken token = parser.currentToken();
        return switch (token) {
            case START_OBJECT -> fields(parser, line, repeats);
            case START_ARRAY -> items(parser, line, repeats);
            case VALUE_STRING -> new Text(line, parser.getText());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
                Double.isFinite(parser.getDoubleValue())
                        ? new Numeral(line, parser.getDecimalValue(), parser.getText())
                        : new Other(line, parser.getText());
            case VALUE_NULL -> new Other(line, "nothing");
            case null -> new Other(line, "nothing");
            default -> new Other(line, parser.getText());
        };
    }

    private static Fields fields(JsonParser parser, int line, Map<String, Integer> repeats) throws IOException {
        var values = new LinkedHashMap<String, FileNode>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            int nameLine = parser.currentTokenLocation().getLineNr();
            parser.nextToken();
            if (values.put(name, read(parser, repeats)) != null) {
                repeats.put(name, nameLine);
            }
        }
        return new Fields(line, values);
    }

    private static Items items(JsonParser parser, int line, Map<String, Integer> repeats) throws IOException {
        var values = new ArrayList<FileNode>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            values.add(read(parser, repeats));
        }
        return new Items(line, values);
    }
}
