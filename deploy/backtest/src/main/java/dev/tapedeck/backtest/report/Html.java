package dev.tapedeck.backtest.report;

import java.util.List;
import java.util.regex.Pattern;

/** Pieces of a page. Every text is escaped. */
final class Html {
    /** What is longer may be broken into lines. */
    private static final int SENTENCE_LENGTH = 60;

    private static final Pattern NUMBER = Pattern.compile("-?[\\d.]+( %| bps)?|-");

    private Html() {}

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    static String table(Table table) {
        var html =
                new StringBuilder("<h2>").append(escaped(table.title())).append("</h2>\n<div class=\"wide\"><table>\n");
        row(html, "th", table.headings());
        table.rows().forEach(row -> row(html, "td", row));
        return html.append("</table></div>\n").toString();
    }

    private static void row(StringBuilder html, String tag, List<String> cells) {
        html.append("<tr>");
        for (String cell : cells) {
            html.append('<').append(tag).append(style(cell)).append('>');
            html.append(escaped(cell)).append("</").append(tag).append('>');
        }
        html.append("</tr>\n");
    }

    private static String style(String cell) {
        if (NUMBER.matcher(cell).matches()) {
            return " class=\"number\"";
        }
        return cell.length() > SENTENCE_LENGTH ? " class=\"sentence\"" : "";
    }
}
