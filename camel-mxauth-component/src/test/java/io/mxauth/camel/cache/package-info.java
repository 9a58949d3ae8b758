/** Tests of the tokens in hand, on a clock that the test moves. */
@NullMarked
package io.mxauth.camel.cache;

import org.jspecify.annotations.NullMarked;
