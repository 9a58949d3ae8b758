/**
 * What can be seen of tokens from outside: counters, the state of each account, and whoever wants to
 * hear of what happens. Names, times and reasons only, never a secret or a token.
 */
@NullMarked
package io.mxauth.camel.observe;

import org.jspecify.annotations.NullMarked;
