package dev.tapedeck.contracts.event;

import dev.tapedeck.contracts.value.Price;
import dev.tapedeck.contracts.value.Quantity;
import dev.tapedeck.contracts.value.Symbol;
import java.math.BigDecimal;

/** What the venue lists. Topic {@code instruments}, compacted, key and subject: the symbol. */
public sealed interface InstrumentEvent extends EventData {
    /**
     * The contract's terms, as the venue published them.
     *
     * @param contractSize coins in one contract
     * @param priceTick the smallest price step
     * @param quantityStep the smallest size step, in contracts
     * @param takerFeeRate fraction of notional
     * @param makerFeeRate fraction of notional, may be negative (a rebate)
     * @param maintenanceMarginRate fraction of notional, first tier
     */
    record InstrumentListed(
            Symbol symbol,
            BigDecimal contractSize,
            Price priceTick,
            Quantity quantityStep,
            Quantity minQuantity,
            Quantity maxQuantity,
            int maxLeverage,
            BigDecimal takerFeeRate,
            BigDecimal makerFeeRate,
            BigDecimal maintenanceMarginRate)
            implements InstrumentEvent {
        public InstrumentListed {
            if (contractSize.signum() <= 0) {
                throw new IllegalArgumentException(
                        "contractSize must be > 0, was " + contractSize + " (symbol=" + symbol + ")");
            }
        }
    }
}
