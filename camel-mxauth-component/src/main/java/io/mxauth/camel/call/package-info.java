/**
 * The HTTP call that follows an authorization, from Camel's side: whether the token may go to that
 * host, what happens on a 401, and that the headers are gone afterwards.
 */
@NullMarked
package io.mxauth.camel.call;

import org.jspecify.annotations.NullMarked;
