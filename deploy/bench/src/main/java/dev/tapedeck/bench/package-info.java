/** Benchmarks of the real stack: every number comes with the baseline that was measured in the same run, on the same machine. */
@NullMarked
package dev.tapedeck.bench;

import org.jspecify.annotations.NullMarked;
