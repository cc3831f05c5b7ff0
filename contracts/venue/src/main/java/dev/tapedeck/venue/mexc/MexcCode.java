package dev.tapedeck.venue.mexc;

import dev.tapedeck.contracts.event.OrderEvent.RejectionReason;
import dev.tapedeck.venue.VenueFailure.Cause;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What the code of a reply says about the request that it answers. Texts differ in wording and language, so only codes count, except that maintenance also
 * comes as an internal error with a telling text.
 */
sealed interface MexcCode {
    /** The venue refused, and nothing happened. */
    record Refusal(RejectionReason reason) implements MexcCode {}

    /** Nothing happened, and a later attempt may succeed. */
    record Later(Cause cause) implements MexcCode {}

    /** The venue had this request, or one with the same client id, before. */
    record Repeat() implements MexcCode {}

    /** Anything may have happened. */
    record Unclear() implements MexcCode {}

    int NO_SUCH_ORDER = 2040;
    int NOT_CANCELLABLE = 2041;
    int NO_SUCH_CONTRACT = 1001;
    int TIME_REFUSED = 513;
    String TIME_REFUSED_TEXT = Integer.toString(TIME_REFUSED);

    static MexcCode of(int code, String message) {
        return switch (code) {
            case 510, 2037 -> new Later(Cause.RATE_LIMITED);
            case TIME_REFUSED -> new Later(Cause.CLOCK_SKEW);
            case 604, 801 -> new Later(Cause.VENUE_UNAVAILABLE);
            case 500 -> isMaintenance(message) ? new Later(Cause.VENUE_UNAVAILABLE) : new Unclear();
            case 603, 2042 -> new Repeat();
            default -> {
                RejectionReason reason = Refusals.BY_CODE.get(code);
                // A code that is in no table proves nothing.
                yield reason == null ? new Unclear() : new Refusal(reason);
            }
        };
    }

    private static boolean isMaintenance(String message) {
        return message.toLowerCase(Locale.ROOT).contains("maintenance") || message.contains("维护");
    }

    /** The definitive refusals. */
    final class Refusals {
        static final Map<Integer, RejectionReason> BY_CODE = byCode();

        private Refusals() {}

        private static Map<Integer, RejectionReason> byCode() {
            var reasons = new HashMap<Integer, RejectionReason>();
            put(reasons, RejectionReason.NOT_PERMITTED, 401, 402, 406, 506, 511, 602, 701, 702, 703, 704, 1000);
            put(reasons, RejectionReason.NOT_PERMITTED, 6001, 6002, 200005, 200006, 300000, 300001);
            put(reasons, RejectionReason.SYMBOL_UNAVAILABLE, NO_SUCH_CONTRACT, 1002, 6005);
            put(reasons, RejectionReason.INVALID_PRICE, 2003, 2004, 2007, 2032, 2033, 2035, 3004, 5003);
            put(reasons, RejectionReason.INSUFFICIENT_MARGIN, 2005, 2018);
            put(reasons, RejectionReason.INVALID_LEVERAGE, 2006, 2021, 2023, 2024, 2026);
            put(reasons, RejectionReason.QUANTITY_OUT_OF_RANGE, 1004, 2008, 2011, 2016, 2025, 2028, 2031, 2038, 5004);
            put(reasons, RejectionReason.POSITION_NOT_FOUND, 2009);
            put(reasons, RejectionReason.OTHER, 600, 601, 1003, 2001, 2002, 2013, 2014, 2015, 2019, 2022, 2027, 2029);
            put(reasons, RejectionReason.OTHER, 2030, 2034, 2036, NO_SUCH_ORDER, NOT_CANCELLABLE, 3001, 3002, 3003);
            put(reasons, RejectionReason.OTHER, 4001, 5001, 5002, 6003, 6004, 8817);
            return Map.copyOf(reasons);
        }

        private static void put(Map<Integer, RejectionReason> reasons, RejectionReason reason, int... codes) {
            for (int code : codes) {
                reasons.put(code, reason);
            }
        }
    }
}
