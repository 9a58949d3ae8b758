/**
 * The properties of an application, read as Camel Main reads them. Needs camel-main, which is
 * optional.
 */
@NullMarked
package io.mxauth.camel.main;

import org.jspecify.annotations.NullMarked;
