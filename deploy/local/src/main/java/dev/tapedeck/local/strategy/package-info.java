/** Strategy files as the command line takes them. */
@NullMarked
package dev.tapedeck.local.strategy;

import org.jspecify.annotations.NullMarked;
