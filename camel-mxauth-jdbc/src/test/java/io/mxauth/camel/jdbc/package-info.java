@NullMarked
package io.mxauth.camel.jdbc;

import org.jspecify.annotations.NullMarked;
