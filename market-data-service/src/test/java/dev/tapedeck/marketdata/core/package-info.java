/** Tests of the core. */
@NullMarked
package dev.tapedeck.marketdata.core;

import org.jspecify.annotations.NullMarked;
