@NullMarked
package dev.tapedeck.order;

import org.jspecify.annotations.NullMarked;
