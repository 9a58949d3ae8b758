/** An application with one page, where persons connect providers by logging in. */
@NullMarked
package io.mxauth.examples.login;

import org.jspecify.annotations.NullMarked;
