/**
 * Guarantees that what is published beside the records (schemas, asyncapi.yaml, the topic table, golden payloads) says what the records
 * say, and that no change of a record breaks a reader of what is already on the log.
 */
@NullMarked
package dev.tapedeck.contracts.schema;

import org.jspecify.annotations.NullMarked;
