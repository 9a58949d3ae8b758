/** Tests of lifetimes and keys, and the clock that other tests move. */
@NullMarked
package io.mxauth.camel.token;

import org.jspecify.annotations.NullMarked;
