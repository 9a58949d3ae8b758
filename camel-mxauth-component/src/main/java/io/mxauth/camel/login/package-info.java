/**
 * A person's login by browser: what the browser keeps while it is under way, what is checked when it
 * comes back, and who is connected.
 */
@NullMarked
package io.mxauth.camel.login;

import org.jspecify.annotations.NullMarked;
