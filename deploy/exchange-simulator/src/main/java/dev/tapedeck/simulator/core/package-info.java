/**
 * The venue itself, pure: equal instruments, accounts, trades and orders at equal tape times give equal books, fills,
 * balances and ledgers. Knows no socket, thread, wall clock or random source. One thread at a time may use an
 * {@link dev.tapedeck.simulator.core.Exchange}.
 */
@NullMarked
package dev.tapedeck.simulator.core;

import org.jspecify.annotations.NullMarked;
