package dev.tapedeck.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tapedeck.local.Gateway;
import dev.tapedeck.local.Layout;
import dev.tapedeck.local.Member;
import dev.tapedeck.local.WrongUse;
import java.io.PrintStream;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows the newest orders of all sessions, as the log tells them. */
@Command(name = "orders", mixinStandardHelpOptions = true, description = "Show the newest orders, newest first.")
public final class OrdersCommand implements Callable<Integer> {
    private static final int COUNT_MAX = 5_000;

    private final Layout layout;
    private final PrintStream out;

    @Option(names = "--json", description = "one JSON array, with everything that is known of each order")
    private boolean json;

    @Option(
            names = "-n",
            paramLabel = "N",
            defaultValue = "20",
            description = "how many, 1 to " + COUNT_MAX + " (default ${DEFAULT-VALUE})")
    private int count = 20;

    public OrdersCommand(Layout layout, PrintStream out) {
        this.layout = layout;
        this.out = out;
    }

    @Override
    public Integer call() {
        if (count < 1 || count > COUNT_MAX) {
            throw new WrongUse("-n must be in 1.." + COUNT_MAX + ", was " + count);
        }
        RunningStack.require(layout, Member.GATEWAY);
        JsonNode orders = new Gateway(layout).get("/api/trading/orders?limit=" + count);
        if (json) {
            out.println(orders);
        } else {
            print(orders);
        }
        return 0;
    }

    private void print(JsonNode orders) {
        var table =
                new TextTable("ORDER", "SYMBOL", "PURPOSE", "SIDE", "QUANTITY", "FILLED", "PRICE", "STATE", "REASON");
        for (JsonNode order : orders) {
            table.row(
                    order.path("orderId").asText(),
                    order.path("symbol").asText(),
                    order.path("purpose").asText(),
                    order.path("side").asText("-"),
                    order.path("quantity").asText("-"),
                    order.path("filled").asText("-"),
                    order.path("averagePrice").asText("-"),
                    order.path("state").asText(),
                    order.path("reason").asText(""));
        }
        table.print(out);
    }
}
