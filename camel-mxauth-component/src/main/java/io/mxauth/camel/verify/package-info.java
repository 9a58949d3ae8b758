/**
 * The check of a provider with a real token request, and the report on it in words: what was sent,
 * with secrets masked, what came back, and what that probably means.
 */
@NullMarked
package io.mxauth.camel.verify;

import org.jspecify.annotations.NullMarked;
