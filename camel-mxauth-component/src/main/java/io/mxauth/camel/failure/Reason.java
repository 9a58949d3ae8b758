/*
 * Copyright the camel-mxauth authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.mxauth.camel.failure;

/** Why a call could not be authenticated, by what a person has to do about it. */
public enum Reason {
    /** Options are missing, contradictory or malformed. */
    CONFIGURATION,
    /** The issuer refused the credentials or the grant. */
    REJECTED,
    /** The issuer could not be reached, was too slow, or answered that it cannot serve now. */
    UNAVAILABLE,
    /** The issuer's answer is not one that a token may be taken from. */
    MALFORMED,
    /** A person has to log in first. */
    LOGIN_REQUIRED,
    /** A log-in was refused. */
    LOGIN_REFUSED,
    /** A token would have left for a host that it is not meant for. */
    FORBIDDEN_HOST,
    /** The token store could not be read or written. */
    STORE
}
