/** A provider of one's own, at two authorization servers that were not made for it. */
@NullMarked
package io.mxauth.examples.ownprovider;

import org.jspecify.annotations.NullMarked;
