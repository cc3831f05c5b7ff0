package dev.tapedeck.simulator.core;

import java.math.BigDecimal;

/** One step of the risk ladder: positions up to {@code maxVol} contracts need these margin rates (fractions). */
public record RiskTier(
        int level, long maxVol, BigDecimal maintenanceMarginRate, BigDecimal initialMarginRate, int maxLeverage) {}
