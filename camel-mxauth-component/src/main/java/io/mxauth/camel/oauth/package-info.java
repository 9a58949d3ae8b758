/**
 * The conversation with an issuer: requests by grant (RFC 6749), introspection (RFC 7662),
 * revocation (RFC 7009), discovery (RFC 8414), and the reading of every answer. It sends through
 * {@link io.mxauth.camel.oauth.HttpTransport} and knows no HTTP client.
 */
@NullMarked
package io.mxauth.camel.oauth;

import org.jspecify.annotations.NullMarked;
