/** Whether an order may go: pure, exact, and every answer an event that shows what was compared. */
@NullMarked
package dev.tapedeck.risk.core;

import org.jspecify.annotations.NullMarked;
