/** What a token is: its value, its times, and the keys under which tokens and grants are kept. */
@NullMarked
package io.mxauth.camel.token;

import org.jspecify.annotations.NullMarked;
