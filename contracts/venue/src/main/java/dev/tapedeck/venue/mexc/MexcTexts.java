package dev.tapedeck.venue.mexc;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tapedeck.venue.CommandReply;
import dev.tapedeck.venue.Deal;
import dev.tapedeck.venue.Funding;
import dev.tapedeck.venue.HeldPosition;
import dev.tapedeck.venue.Instrument;
import dev.tapedeck.venue.Lookup;
import dev.tapedeck.venue.NewOrder;
import dev.tapedeck.venue.PastOrder;
import dev.tapedeck.venue.PlacementReply;
import dev.tapedeck.venue.PrivateFrame;
import dev.tapedeck.venue.VenueOrder;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the venue's texts for a program that gets them by other ways than the network, exactly as the adapter reads what comes by it. Pure. */
public final class MexcTexts {
    private static final int HTTP_OK = 200;

    private MexcTexts() {}

    /** Returns the body of the request that places the order. */
    public static Map<String, Object> creation(NewOrder order) {
        return MexcAccount.body(order);
    }

    /** Returns the verdict that the answer to a creation is. */
    public static PlacementReply placement(String body) {
        return MexcVerdict.placement(answered(body));
    }

    public static CommandReply command(String body) {
        return MexcVerdict.command(answered(body));
    }

    public static Lookup<VenueOrder> order(String body) {
        return MexcVerdict.lookup(answered(body), MexcAccount::order);
    }

    public static Lookup<List<VenueOrder>> orders(String body) {
        return MexcVerdict.list(answered(body), "orders", MexcRecords::order);
    }

    public static Lookup<List<Deal>> deals(String body) {
        return MexcVerdict.list(answered(body), "deals", MexcRecords::deal);
    }

    public static Lookup<List<PastOrder>> pastOrders(String body) {
        return MexcVerdict.list(answered(body), "orders", MexcRecords::pastOrder);
    }

    /** Returns the ids of the orders that stops became, without those of stops that became none. */
    public static Lookup<List<String>> ordersOfStops(String body) {
        return MexcAccount.ordersOfStops(answered(body));
    }

    public static Lookup<List<HeldPosition>> positions(String body) {
        return MexcVerdict.list(answered(body), "positions", MexcRecords::position);
    }

    public static Lookup<List<Funding>> fundings(String body) {
        return MexcVerdict.list(answered(body), "fundings", MexcRecords::funding);
    }

    /** Returns the contract that a row of the venue's list describes. */
    public static Instrument instrument(JsonNode row) {
        return MexcRecords.instrument(MexcFields.of(row, "instrument"));
    }

    /** Returns what a text frame of the private socket says of the account, if it says something of it. */
    public static Optional<PrivateFrame> privateFrame(String text) {
        return MexcMessages.parse(text) instanceof MexcMessage.Own(PrivateFrame frame)
                ? Optional.of(frame)
                : Optional.empty();
    }

    private static MexcReply answered(String body) {
        return new MexcReply.Answered(HTTP_OK, body);
    }
}
