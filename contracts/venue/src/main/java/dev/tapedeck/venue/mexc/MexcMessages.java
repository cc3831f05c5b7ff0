package dev.tapedeck.venue.mexc;

import dev.tapedeck.contracts.value.Symbol;
import dev.tapedeck.venue.PrivateFrame;
import dev.tapedeck.venue.PublicFrame;
import dev.tapedeck.venue.PublicTrade;
import java.time.Instant;
import java.util.List;

/** Reads the text frames of both sockets. Pure and total: whatever the text is, there is a message and no exception. */
final class MexcMessages {
    private static final int TEXT_MAX = 500;

    private MexcMessages() {}

    static MexcMessage parse(String text) {
        try {
            return message(MexcJson.object(text));
        } catch (MalformedMessage malformed) {
            return new MexcMessage.Malformed(cut(String.valueOf(malformed.getMessage())), cut(text));
        }
    }

    private static MexcMessage message(MexcFields fields) {
        String channel = fields.text("channel");
        return switch (channel) {
            case "pong" -> new MexcMessage.Pong();
            case "rs.login" -> login(fields);
            case "rs.error" -> new MexcMessage.Refused(refusal(fields));
            case "push.deal" -> trades(fields);
            case "push.depth.full" ->
                new MexcMessage.Market(new PublicFrame.TopOfBook(
                        MexcRecords.book(fields.symbol(), fields.object("data"), sentAt(fields))));
            case "push.depth" ->
                new MexcMessage.Market(new PublicFrame.DepthChanged(
                        MexcRecords.depthChange(fields.symbol(), fields.object("data"), sentAt(fields))));
            case "push.ticker" ->
                new MexcMessage.Market(
                        new PublicFrame.TickerChanged(MexcRecords.ticker(fields.object("data"), sentAt(fields))));
            case "push.fair.price" -> fairPrice(fields);
            case "push.personal.order" ->
                new MexcMessage.Own(
                        new PrivateFrame.OrderChanged(MexcRecords.order(fields.object("data")), sentAt(fields)));
            case "push.personal.order.deal" ->
                new MexcMessage.Own(new PrivateFrame.DealDone(MexcRecords.deal(fields.object("data")), sentAt(fields)));
            case "push.personal.position" ->
                new MexcMessage.Own(
                        new PrivateFrame.PositionChanged(MexcRecords.position(fields.object("data")), sentAt(fields)));
            case "push.personal.asset" ->
                new MexcMessage.Own(
                        new PrivateFrame.AssetChanged(MexcRecords.asset(fields.object("data")), sentAt(fields)));
            default -> new MexcMessage.Unused(cut(channel));
        };
    }

    /** Success is the text "success"; a refusal was also seen as an object with a code. */
    private static MexcMessage login(MexcFields fields) {
        boolean success = fields.any("data")
                .map(data -> data.isTextual() && data.asText().equals("success"))
                .orElse(false);
        return success ? new MexcMessage.LoggedIn() : new MexcMessage.Refused("login: " + refusal(fields));
    }

    private static String refusal(MexcFields fields) {
        return cut(fields.any("data", "msg", "message")
                .map(data -> data.isTextual() ? data.asText() : data.toString())
                .orElse("no reason given"));
    }

    private static MexcMessage trades(MexcFields fields) {
        List<PublicTrade> trades = MexcRecords.trades(fields.objects("data"));
        return trades.isEmpty()
                ? new MexcMessage.Unused("push.deal")
                : new MexcMessage.Market(new PublicFrame.Trades(
                        fields.symbol(), trades, trades.getLast().at()));
    }

    private static MexcMessage fairPrice(MexcFields fields) {
        MexcFields data = fields.object("data");
        Symbol symbol = data.has("symbol") ? data.symbol() : fields.symbol();
        return new MexcMessage.Market(
                new PublicFrame.FairPriceChanged(symbol, data.price("price", "fairPrice"), sentAt(fields)));
    }

    private static Instant sentAt(MexcFields fields) {
        return fields.time("ts");
    }

    private static String cut(String text) {
        return text.length() <= TEXT_MAX ? text : text.substring(0, TEXT_MAX);
    }
}
