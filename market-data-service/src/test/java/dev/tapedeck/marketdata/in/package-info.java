/** Tests of the reader. */
@NullMarked
package dev.tapedeck.marketdata.in;

import org.jspecify.annotations.NullMarked;
