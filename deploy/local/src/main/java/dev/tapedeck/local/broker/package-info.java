/** A Kafka broker in a process of its own, with the topics of the catalogue and nothing else. */
@NullMarked
package dev.tapedeck.local.broker;

import org.jspecify.annotations.NullMarked;
