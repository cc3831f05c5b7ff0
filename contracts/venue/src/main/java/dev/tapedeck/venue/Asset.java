package dev.tapedeck.venue;

import dev.tapedeck.contracts.value.Usdt;
import org.jspecify.annotations.Nullable;

/**
 * The account's balance in one currency; amounts are in that currency.
 *
 * @param available may be used to open
 * @param frozen by open orders
 * @param equity absent in frames of the private stream
 * @param unrealised absent in frames of the private stream
 */
public record Asset(
        String currency,
        Usdt available,
        Usdt frozen,
        Usdt positionMargin,
        @Nullable Usdt equity,
        @Nullable Usdt unrealised) {}
