/** The sandbox beside the routes; whoever has accounts runs the routes by Camel's own Main. */
@NullMarked
package io.mxauth.examples.yaml;

import org.jspecify.annotations.NullMarked;
