@NullMarked
package dev.tapedeck.contracts.topic;

import org.jspecify.annotations.NullMarked;
