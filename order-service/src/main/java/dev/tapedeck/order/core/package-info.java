/** The life of an order: pure. An outcome that is not known is a state, and only evidence ends it. */
@NullMarked
package dev.tapedeck.order.core;

import org.jspecify.annotations.NullMarked;
