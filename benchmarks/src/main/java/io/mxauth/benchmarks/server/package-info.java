/** The loopback servers that every peer talks to: an issuer by script, and an API that checks tokens. */
@NullMarked
package io.mxauth.benchmarks.server;

import org.jspecify.annotations.NullMarked;
