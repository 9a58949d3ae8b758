/** Tests of what options come to: the presets of the contract, and every rule that a value can break. */
@NullMarked
package io.mxauth.camel.provider;

import org.jspecify.annotations.NullMarked;
