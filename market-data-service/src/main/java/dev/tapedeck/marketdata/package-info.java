/** Market data: the venue's feed becomes ticks, feed status and instruments. */
@NullMarked
package dev.tapedeck.marketdata;

import org.jspecify.annotations.NullMarked;
