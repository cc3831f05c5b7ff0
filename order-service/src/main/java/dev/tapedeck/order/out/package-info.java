/** From durable decisions to the venue. */
@NullMarked
package dev.tapedeck.order.out;

import org.jspecify.annotations.NullMarked;
