/** Benchmarks of the real stack: what is fast beside a baseline of the same run, and what must not be lost beside the ledger of the venue. */
@NullMarked
package dev.tapedeck.bench;

import org.jspecify.annotations.NullMarked;
