/** What a backtest led to, in numbers, tables and charts. Computed from its events and its samples of the account alone; equal runs give equal reports. */
@NullMarked
package dev.tapedeck.backtest.report;

import org.jspecify.annotations.NullMarked;
