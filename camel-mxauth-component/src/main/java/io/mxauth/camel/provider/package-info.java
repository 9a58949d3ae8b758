/**
 * What a provider is: options, presets and the rules that turn them into one validated {@link
 * io.mxauth.camel.provider.Provider}. A provider is data; no class here knows one by name.
 */
@NullMarked
package io.mxauth.camel.provider;

import org.jspecify.annotations.NullMarked;
