package dev.tapedeck.indicator.core;

/**
 * The best bid and ask as the indicators see them.
 *
 * @param bidQuantity what is bid at the best price, in contracts
 * @param askQuantity what is offered at the best price, in contracts
 */
record QuoteTick(double bid, double bidQuantity, double ask, double askQuantity) {}
