/** The order service: approved orders to the venue, and what became of them. {@link dev.tapedeck.order.OrderWiring} is the only place that knows all its parts. */
@NullMarked
package dev.tapedeck.order;

import org.jspecify.annotations.NullMarked;
