/** The component against a real OpenID Connect server, configured by properties alone. */
@NullMarked
package io.mxauth.camel.keycloak;

import org.jspecify.annotations.NullMarked;
