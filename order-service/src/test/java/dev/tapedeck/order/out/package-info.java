@NullMarked
package dev.tapedeck.order.out;

import org.jspecify.annotations.NullMarked;
