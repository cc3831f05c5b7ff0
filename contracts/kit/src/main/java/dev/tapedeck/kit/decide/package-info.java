/** What a pure core looks like. Nothing here knows Kafka, a clock, a thread or a random number. */
@NullMarked
package dev.tapedeck.kit.decide;

import org.jspecify.annotations.NullMarked;
