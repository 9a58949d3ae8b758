/** Sends requests to issuers through camel-http, with a client, a pool and threads of their own. */
@NullMarked
package io.mxauth.camel.transport;

import org.jspecify.annotations.NullMarked;
