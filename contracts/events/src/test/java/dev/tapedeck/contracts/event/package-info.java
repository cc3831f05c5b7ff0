@NullMarked
package dev.tapedeck.contracts.event;

import org.jspecify.annotations.NullMarked;
