package dev.tapedeck.backtest.detect;

import dev.tapedeck.local.WrongUse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Reads labelled pumps from a CSV with a heading; of its columns these are used, in any order: {@value #COLUMNS}. */
final class PumpLabels {
    static final String COLUMNS =
            "event_id, symbol, announce_ts_ms, gt_5s_ts_ms, peak_ratio, quality, other_known_pumps_ts_ms";

    private static final long BYTES_MAX = 16 * 1024 * 1024;

    private final Path file;
    private final Map<String, Integer> columns = new HashMap<>();

    private PumpLabels(Path file) {
        this.file = file;
    }

    /**
     * Returns the pumps in the order of the file.
     *
     * @throws WrongUse when the file is missing, lacks a column or has a row that cannot be read
     */
    static List<Pump> read(Path file) {
        return new PumpLabels(file).pumps();
    }

    private List<Pump> pumps() {
        List<String> lines = lines();
        String[] heading = lines.isEmpty() ? new String[0] : fields(lines.getFirst());
        IntStream.range(0, heading.length).forEach(i -> columns.put(heading[i], i));
        for (String column : COLUMNS.split(", ", -1)) {
            if (!columns.containsKey(column)) {
                throw new WrongUse(file + ":1: expected the columns " + COLUMNS + ", was without " + column);
            }
        }
        return IntStream.range(1, lines.size())
                .filter(i -> !lines.get(i).isBlank())
                .mapToObj(i -> pump(i + 1, fields(lines.get(i)), heading.length))
                .toList();
    }

    private List<String> lines() {
        try {
            if (!Files.isRegularFile(file)) {
                throw new WrongUse(file + ": expected a CSV of labelled pumps, was no file");
            }
            if (Files.size(file) > BYTES_MAX) {
                throw new WrongUse(file + ": expected at most " + BYTES_MAX + " bytes, was " + Files.size(file));
            }
            return Files.readAllLines(file);
        } catch (IOException unreadable) {
            throw new WrongUse(file + ": cannot be read as UTF-8 text: " + unreadable.getMessage(), unreadable);
        }
    }

    /** A field in quotes may hold commas. */
    private static String[] fields(String line) {
        return Arrays.stream(line.split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", -1))
                .map(field -> field.replace("\"", "").strip())
                .toArray(String[]::new);
    }

    private Pump pump(int line, String[] row, int width) {
        if (row.length != width) {
            throw new WrongUse(file + ":" + line + ": expected " + width + " fields, was " + row.length);
        }
        try {
            long announced = Long.parseLong(field(row, "announce_ts_ms"));
            String onset = field(row, "gt_5s_ts_ms");
            return new Pump(
                    field(row, "event_id"),
                    field(row, "symbol"),
                    announced,
                    onset.isEmpty() ? announced : Long.parseLong(onset),
                    Double.parseDouble(field(row, "peak_ratio")),
                    field(row, "quality"),
                    Arrays.stream(field(row, "other_known_pumps_ts_ms").split(";", -1))
                            .filter(time -> !time.isEmpty())
                            .map(Long::valueOf)
                            .toList());
        } catch (NumberFormatException noNumber) {
            throw new WrongUse(file + ":" + line + ": expected a number, was something else: " + noNumber.getMessage());
        }
    }

    private String field(String[] row, String column) {
        return row[columns.getOrDefault(column, 0)];
    }
}
