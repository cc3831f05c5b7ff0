@NullMarked
package dev.tapedeck.marketdata;

import org.jspecify.annotations.NullMarked;
