package dev.tapedeck.venue.mexc;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tapedeck.contracts.event.OrderEvent.RejectionReason;
import dev.tapedeck.contracts.event.OrderEvent.UnknownCause;
import dev.tapedeck.venue.CommandReply;
import dev.tapedeck.venue.Lookup;
import dev.tapedeck.venue.PlacementReply;
import dev.tapedeck.venue.VenueFailure;
import dev.tapedeck.venue.VenueFailure.Cause;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a reply proves. Pure. The code in a readable body counts more than the HTTP status; a status alone proves a refusal only where the request cannot
 * have reached the order engine.
 */
final class MexcVerdict {
    private static final int DETAIL_MAX = 300;
    private static final Set<Integer> ABSENT_CODES = Set.of(MexcCode.NO_SUCH_ORDER, MexcCode.NO_SUCH_CONTRACT);

    private MexcVerdict() {}

    static PlacementReply placement(MexcReply reply) {
        return switch (reply) {
            case MexcReply.NotSent(String detail) ->
                new PlacementReply.Retryable(RejectionReason.VENUE_UNAVAILABLE, 0, detail);
            case MexcReply.Lost(UnknownCause cause, String detail) -> new PlacementReply.Unknown(cause, detail);
            case MexcReply.Answered answered -> placement(answered);
        };
    }

    private static PlacementReply placement(MexcReply.Answered answered) {
        MexcEnvelope envelope;
        try {
            envelope = MexcEnvelope.of(answered.body());
        } catch (MalformedMessage notOurs) {
            return placementByStatus(answered, notOurs);
        }
        if (envelope.code() != 0) {
            return placementByCode(envelope);
        }
        return answered.status() == 200
                ? accepted(envelope)
                : unknown(UnknownCause.UNREADABLE_REPLY, "HTTP " + answered.status() + " with success in the body");
    }

    private static PlacementReply placementByCode(MexcEnvelope envelope) {
        int code = envelope.code();
        String message = cut(envelope.message());
        return switch (MexcCode.of(code, message)) {
            case MexcCode.Refusal(RejectionReason reason) -> new PlacementReply.Refused(reason, code, message);
            case MexcCode.Later(Cause cause) -> new PlacementReply.Retryable(reason(cause), code, message);
            case MexcCode.Repeat() -> new PlacementReply.AlreadyPlaced(code, message, orderIdOrNull(envelope));
            case MexcCode.Unclear() -> unknown(UnknownCause.SERVER_ERROR, "code " + code + ": " + message);
        };
    }

    private static RejectionReason reason(Cause cause) {
        return switch (cause) {
            case RATE_LIMITED -> RejectionReason.RATE_LIMITED;
            case CLOCK_SKEW -> RejectionReason.CLOCK_SKEW;
            default -> RejectionReason.VENUE_UNAVAILABLE;
        };
    }

    /** Answers of the edge and of proxies, which do not have the venue's form. */
    private static PlacementReply placementByStatus(MexcReply.Answered answered, MalformedMessage notOurs) {
        int status = answered.status();
        String detail = "HTTP " + status + ": " + cut(answered.body());
        return switch (status) {
            case 401 -> new PlacementReply.Refused(RejectionReason.NOT_PERMITTED, status, detail);
            // The firewall at the edge; what it blocks never reaches the order engine.
            case 403 -> new PlacementReply.Retryable(RejectionReason.VENUE_UNAVAILABLE, status, detail);
            case 429 -> new PlacementReply.Retryable(RejectionReason.RATE_LIMITED, status, detail);
            case 408 -> unknown(UnknownCause.TIMEOUT, detail);
            default ->
                status >= 500
                        ? unknown(UnknownCause.SERVER_ERROR, detail)
                        : unknown(UnknownCause.UNREADABLE_REPLY, detail + " (" + notOurs.getMessage() + ")");
        };
    }

    /** The venue answers with an object of id and time, or with the bare id. */
    private static PlacementReply accepted(MexcEnvelope envelope) {
        try {
            JsonNode data =
                    envelope.data().orElseThrow(() -> new MalformedMessage("data with the order id is required"));
            if (!data.isObject()) {
                return new PlacementReply.Accepted(nonEmpty(MexcFields.text(data, "orderId")), null);
            }
            MexcFields fields = MexcFields.of(data, "data");
            Instant venueTime = fields.timeOrNull("ts");
            return new PlacementReply.Accepted(nonEmpty(fields.text("orderId")), venueTime);
        } catch (MalformedMessage unreadable) {
            return unknown(UnknownCause.UNREADABLE_REPLY, "success, but " + unreadable.getMessage());
        }
    }

    private static String nonEmpty(String orderId) {
        if (orderId.isEmpty()) {
            throw new MalformedMessage("the order id is empty");
        }
        return orderId;
    }

    private static @Nullable String orderIdOrNull(MexcEnvelope envelope) {
        return switch (accepted(envelope)) {
            case PlacementReply.Accepted(String venueOrderId, var _) -> venueOrderId;
            default -> null;
        };
    }

    private static PlacementReply unknown(UnknownCause cause, String detail) {
        return new PlacementReply.Unknown(cause, cut(detail));
    }

    /** Returns what {@code read} makes of the data; a reply without data says that there is none. */
    static <T> Lookup<T> lookup(MexcReply reply, Function<JsonNode, T> read) {
        return switch (outcome(reply)) {
            case Outcome.Bad(VenueFailure failure) ->
                failure.cause() == Cause.REFUSED && ABSENT_CODES.contains(failure.code())
                        ? new Lookup.Absent<>()
                        : new Lookup.Failed<>(failure);
            case Outcome.Good(MexcEnvelope envelope) ->
                envelope.data()
                        .filter(data -> !data.isObject() || !data.isEmpty())
                        .map(data -> readOrFail(data, read))
                        .orElseGet(Lookup.Absent::new);
        };
    }

    /** As {@link #lookup}, for replies that are lists: an empty list says that there is nothing, no list at all says nothing. */
    static <T> Lookup<List<T>> list(MexcReply reply, String name, Function<MexcFields, T> read) {
        Lookup<List<T>> found = lookup(reply, data -> MexcFields.map(MexcFields.rows(data, name), read));
        boolean withoutData = found instanceof Lookup.Absent && outcome(reply) instanceof Outcome.Good;
        return withoutData
                ? new Lookup.Failed<>(new VenueFailure(Cause.UNREADABLE_REPLY, 0, name + " must be a list, was absent"))
                : found;
    }

    private static <T> Lookup<T> readOrFail(JsonNode data, Function<JsonNode, T> read) {
        try {
            return new Lookup.Found<>(read.apply(data));
        } catch (MalformedMessage unreadable) {
            return new Lookup.Failed<>(
                    new VenueFailure(Cause.UNREADABLE_REPLY, 0, cut(String.valueOf(unreadable.getMessage()))));
        }
    }

    /** Returns whether the venue refused a signed request for its time. */
    static boolean refusesTime(MexcReply reply) {
        // Nearly no reply is read twice for this.
        return reply instanceof MexcReply.Answered(int _, String body)
                && body.contains(MexcCode.TIME_REFUSED_TEXT)
                && outcome(reply) instanceof Outcome.Bad(VenueFailure failure)
                && failure.cause() == Cause.CLOCK_SKEW;
    }

    static CommandReply command(MexcReply reply) {
        return switch (outcome(reply)) {
            case Outcome.Bad(VenueFailure failure) -> new CommandReply.Failed(failure);
            case Outcome.Good(MexcEnvelope _) -> new CommandReply.Done();
        };
    }

    private sealed interface Outcome {
        record Good(MexcEnvelope envelope) implements Outcome {}

        record Bad(VenueFailure failure) implements Outcome {}
    }

    private static Outcome outcome(MexcReply reply) {
        return switch (reply) {
            case MexcReply.NotSent(String detail) -> bad(Cause.VENUE_UNAVAILABLE, 0, detail);
            case MexcReply.Lost(UnknownCause cause, String detail) -> bad(cause(cause), 0, detail);
            case MexcReply.Answered answered -> outcome(answered);
        };
    }

    private static Outcome outcome(MexcReply.Answered answered) {
        try {
            MexcEnvelope envelope = MexcEnvelope.of(answered.body());
            if (envelope.code() != 0) {
                return bad(
                        cause(MexcCode.of(envelope.code(), envelope.message())), envelope.code(), envelope.message());
            }
            return answered.status() == 200
                    ? new Outcome.Good(envelope)
                    : bad(Cause.UNREADABLE_REPLY, answered.status(), "success in the body of an HTTP error");
        } catch (MalformedMessage notOurs) {
            return bad(
                    causeOfStatus(answered.status()),
                    answered.status(),
                    "HTTP " + answered.status() + ": " + answered.body());
        }
    }

    private static Cause cause(MexcCode code) {
        return switch (code) {
            case MexcCode.Refusal(RejectionReason reason) ->
                reason == RejectionReason.NOT_PERMITTED ? Cause.NOT_PERMITTED : Cause.REFUSED;
            case MexcCode.Later(Cause cause) -> cause;
            case MexcCode.Repeat() -> Cause.REFUSED;
            case MexcCode.Unclear() -> Cause.SERVER_ERROR;
        };
    }

    private static Cause cause(UnknownCause cause) {
        return switch (cause) {
            case TIMEOUT -> Cause.TIMEOUT;
            case CONNECTION_LOST -> Cause.CONNECTION_LOST;
            case SERVER_ERROR -> Cause.SERVER_ERROR;
            case UNREADABLE_REPLY -> Cause.UNREADABLE_REPLY;
        };
    }

    private static Cause causeOfStatus(int status) {
        return switch (status) {
            case 401 -> Cause.NOT_PERMITTED;
            case 403 -> Cause.VENUE_UNAVAILABLE;
            case 408 -> Cause.TIMEOUT;
            case 429 -> Cause.RATE_LIMITED;
            default -> status >= 500 ? Cause.SERVER_ERROR : Cause.UNREADABLE_REPLY;
        };
    }

    private static Outcome bad(Cause cause, int code, String detail) {
        return new Outcome.Bad(new VenueFailure(cause, code, cut(detail)));
    }

    private static String cut(String text) {
        return text.length() <= DETAIL_MAX ? text : text.substring(0, DETAIL_MAX);
    }
}
