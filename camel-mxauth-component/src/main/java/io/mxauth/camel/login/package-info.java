/**
 * A person's log-in by browser: what is remembered while it is under way, what is checked when it
 * comes back, and who is connected.
 */
@NullMarked
package io.mxauth.camel.login;

import org.jspecify.annotations.NullMarked;
