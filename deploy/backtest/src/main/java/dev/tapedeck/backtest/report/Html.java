package dev.tapedeck.backtest.report;

import java.util.List;
import java.util.regex.Pattern;

/** Pieces of a page. Every text is escaped. */
final class Html {
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
            String style = NUMBER.matcher(cell).matches() ? " class=\"number\"" : "";
            html.append('<').append(tag).append(style).append('>');
            html.append(escaped(cell)).append("</").append(tag).append('>');
        }
        html.append("</tr>\n");
    }
}
