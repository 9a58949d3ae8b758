/** Tests of the conversation with an issuer, over real connections to loopback servers. */
@NullMarked
package io.mxauth.camel.oauth;

import org.jspecify.annotations.NullMarked;
