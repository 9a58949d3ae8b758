/**
 * The {@code mxauth:} component: what users name in Java, and Camel's roles. Everything that knows
 * Camel hangs together here; the token core below it does not know Camel.
 */
@NullMarked
package io.mxauth.camel;

import org.jspecify.annotations.NullMarked;
