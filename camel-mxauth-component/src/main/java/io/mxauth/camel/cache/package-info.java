/**
 * The tokens in hand: a bounded cache of small state machines, each of which makes one token request
 * at a time, whatever the concurrency.
 */
@NullMarked
package io.mxauth.camel.cache;

import org.jspecify.annotations.NullMarked;
