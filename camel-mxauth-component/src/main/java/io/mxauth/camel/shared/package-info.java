/**
 * Tokens that several JVMs share by a store: what is kept there, and how one of them at a time
 * renews a grant.
 */
@NullMarked
package io.mxauth.camel.shared;

import org.jspecify.annotations.NullMarked;
