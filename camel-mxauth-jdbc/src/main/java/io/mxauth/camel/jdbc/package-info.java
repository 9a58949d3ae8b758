/** A store of tokens in a database, encrypted, for restarts and for clusters. */
@NullMarked
package io.mxauth.camel.jdbc;

import org.jspecify.annotations.NullMarked;
