/** The risk service: signals to approved and denied orders. {@link dev.tapedeck.risk.RiskWiring} is the only place that knows all its parts. */
@NullMarked
package dev.tapedeck.risk;

import org.jspecify.annotations.NullMarked;
