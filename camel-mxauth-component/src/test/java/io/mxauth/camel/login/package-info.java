/** Tests of log-ins: what is remembered, what is checked, and what is refused. */
@NullMarked
package io.mxauth.camel.login;

import org.jspecify.annotations.NullMarked;
