/** The page of connections, with and without a real browser. */
@NullMarked
package io.mxauth.examples.login;

import org.jspecify.annotations.NullMarked;
