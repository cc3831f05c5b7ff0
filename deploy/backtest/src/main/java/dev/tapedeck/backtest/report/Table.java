package dev.tapedeck.backtest.report;

import java.util.ArrayList;
import java.util.List;

/** Rows under headings, for people. */
record Table(String title, List<String> headings, List<List<String>> rows) {
    Table {
        headings = List.copyOf(headings);
        rows = List.copyOf(rows);
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    /** Returns the table as lines of text, each column as wide as its widest cell. */
    List<String> lines() {
        var all = new ArrayList<List<String>>();
        all.add(headings);
        all.addAll(rows);
        return all.stream().map(row -> line(row, all)).toList();
    }

    private static String line(List<String> row, List<List<String>> all) {
        var line = new StringBuilder();
        for (int column = 0; column < row.size(); column++) {
            int at = column;
            int width = all.stream().mapToInt(one -> one.get(at).length()).max().orElse(0);
            String cell = row.get(column);
            line.append(cell).repeat(' ', width - cell.length() + 2);
        }
        return line.toString().stripTrailing();
    }
}
