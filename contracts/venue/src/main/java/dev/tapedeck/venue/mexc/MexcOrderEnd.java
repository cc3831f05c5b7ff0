package dev.tapedeck.venue.mexc;

import dev.tapedeck.contracts.event.OrderEvent.RejectionReason;
import dev.tapedeck.venue.VenueOrder.Ended;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Why an order that was accepted ended: the meaning of an order's own {@code errorCode}, which is another list than that of replies. */
final class MexcOrderEnd {
    private static final Map<Integer, Ended> BY_CODE = Map.ofEntries(
            end(1, "param_invalid", RejectionReason.OTHER),
            end(2, "insufficient_balance", RejectionReason.INSUFFICIENT_MARGIN),
            end(3, "position_not_exists", RejectionReason.POSITION_NOT_FOUND),
            end(4, "position_not_enough", RejectionReason.POSITION_NOT_FOUND),
            end(5, "position_liq", RejectionReason.OTHER),
            end(6, "order_liq", RejectionReason.OTHER),
            end(7, "risk_level_limit", RejectionReason.QUANTITY_OUT_OF_RANGE),
            end(8, "sys_cancel", RejectionReason.OTHER),
            end(9, "position_mode_not_match", RejectionReason.OTHER),
            end(10, "reduce_only_liq", RejectionReason.OTHER),
            end(11, "contract_not_enable", RejectionReason.SYMBOL_UNAVAILABLE),
            end(12, "delivery_cancel", RejectionReason.SYMBOL_UNAVAILABLE),
            end(13, "position_liq_cancel", RejectionReason.OTHER),
            end(14, "adl_cancel", RejectionReason.OTHER),
            end(15, "black_user_cancel", RejectionReason.NOT_PERMITTED),
            end(16, "settle_funding_cancel", RejectionReason.OTHER),
            end(17, "position_im_change_cancel", RejectionReason.OTHER),
            end(18, "ioc_cancel", RejectionReason.OTHER),
            end(19, "fok_cancel", RejectionReason.OTHER),
            end(20, "post_only_cancel", RejectionReason.OTHER),
            end(21, "market_cancel", RejectionReason.OTHER),
            end(22, "oid_duplicate", RejectionReason.OTHER),
            end(23, "cid_duplicate", RejectionReason.OTHER),
            end(999, "other", RejectionReason.OTHER));

    private MexcOrderEnd() {}

    /** Returns nothing for 0, which means that nothing is wrong. */
    static @Nullable Ended of(int errorCode) {
        return errorCode == 0
                ? null
                : BY_CODE.getOrDefault(errorCode, new Ended(errorCode, "code_" + errorCode, RejectionReason.OTHER));
    }

    private static Map.Entry<Integer, Ended> end(int code, String text, RejectionReason rejection) {
        return Map.entry(code, new Ended(code, text, rejection));
    }
}
