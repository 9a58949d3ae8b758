/** The same calls before and after a migration, side by side. */
@NullMarked
package io.mxauth.examples.migration;

import org.jspecify.annotations.NullMarked;
