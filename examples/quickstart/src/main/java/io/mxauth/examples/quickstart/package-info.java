/**
 * A Camel Main application whose YAML routes call a protected API of each provider, on the sandbox.
 */
@NullMarked
package io.mxauth.examples.quickstart;

import org.jspecify.annotations.NullMarked;
