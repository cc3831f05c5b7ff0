package dev.tapedeck.simulator.core;

import java.math.BigDecimal;

/** An account and the USDT it starts with. */
public record AccountOpening(String name, BigDecimal balance) {}
