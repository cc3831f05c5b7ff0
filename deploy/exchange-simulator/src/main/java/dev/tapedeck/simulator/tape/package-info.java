/**
 * Where the market comes from: recorded tapes and synthetic scenarios, as streams of prints in whole ticks and
 * contracts. Equal files, options and seeds give equal prints. Nothing here holds a tape in memory.
 */
@NullMarked
package dev.tapedeck.simulator.tape;

import org.jspecify.annotations.NullMarked;
