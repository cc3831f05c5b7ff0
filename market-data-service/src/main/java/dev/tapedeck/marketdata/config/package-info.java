/** What an operator sets, checked at start. */
@NullMarked
package dev.tapedeck.marketdata.config;

import org.jspecify.annotations.NullMarked;
