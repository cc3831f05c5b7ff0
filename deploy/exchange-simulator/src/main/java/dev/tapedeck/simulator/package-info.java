/** The exchange simulator: a venue with the MEXC contract protocol whose market is a tape. This package wires it. */
@NullMarked
package dev.tapedeck.simulator;

import org.jspecify.annotations.NullMarked;
