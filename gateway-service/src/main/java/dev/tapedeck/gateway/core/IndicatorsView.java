package dev.tapedeck.gateway.core;

import dev.tapedeck.contracts.value.Symbol;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The newest indicator values of a symbol, by variant name. */
public record IndicatorsView(Symbol symbol, Instant time, Map<String, Double> values, List<String> notReady) {}
