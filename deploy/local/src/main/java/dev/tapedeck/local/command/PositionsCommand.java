package dev.tapedeck.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tapedeck.local.Gateway;
import dev.tapedeck.local.Layout;
import dev.tapedeck.local.Member;
import java.io.PrintStream;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows what is held, by our fills beside the venue's word. */
@Command(
        name = "positions",
        mixinStandardHelpOptions = true,
        description = "Show what is held, by our fills and as the venue says.")
public final class PositionsCommand implements Callable<Integer> {
    private final Layout layout;
    private final PrintStream out;

    @Option(names = "--json", description = "one JSON array, also with what is closed already")
    private boolean json;

    public PositionsCommand(Layout layout, PrintStream out) {
        this.layout = layout;
        this.out = out;
    }

    @Override
    public Integer call() {
        RunningStack.require(layout, Member.GATEWAY);
        JsonNode positions = new Gateway(layout).get("/api/trading/positions");
        if (json) {
            out.println(positions);
        } else {
            print(positions);
        }
        return 0;
    }

    private void print(JsonNode positions) {
        var table = new TextTable(
                "SESSION",
                "SYMBOL",
                "SIDE",
                "OURS",
                "VENUE",
                "ENTRY",
                "MARK",
                "LIQUIDATION",
                "UNREALISED",
                "REALISED",
                "TRUTHS");
        for (JsonNode position : positions) {
            JsonNode venue = position.path("venue");
            if (!isZero(position.path("quantity")) || !isZero(venue.path("quantity"))) {
                table.row(
                        position.path("sessionId").asText(),
                        position.path("symbol").asText(),
                        position.path("direction").asText(),
                        position.path("quantity").asText(),
                        venue.path("quantity").asText("?"),
                        position.path("averageEntryPrice").asText("-"),
                        position.path("mark").asText("?"),
                        venue.path("liquidationPrice").asText("-"),
                        position.path("unrealised").asText("?"),
                        position.path("realised").asText(),
                        position.path("agrees").asBoolean() ? "agree" : "DIFFER");
            }
        }
        table.print(out);
    }

    private static boolean isZero(JsonNode quantity) {
        return quantity.asText("0").equals("0");
    }
}
