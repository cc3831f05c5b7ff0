/** Settings of the order service, checked at start. */
@NullMarked
package dev.tapedeck.order.config;

import org.jspecify.annotations.NullMarked;
