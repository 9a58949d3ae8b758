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
package io.mxauth.camel.oauth;

/** A request that got no answer; tells whether the issuer may have acted on it all the same. */
public final class TransportException extends Exception {

    private static final long serialVersionUID = 1L;

    /** What is known of a request without an answer. */
    public enum Outcome {
        /** Provably not sent: no connection, no name, no trust. */
        NOT_SENT,
        /** Sent, or perhaps sent; nobody knows what the issuer made of it. */
        UNKNOWN,
        /** Not answered in time; nobody knows what the issuer made of it. */
        TIMED_OUT,
        /** Answered with more bytes than are read. */
        TOO_LARGE
    }

    /** How far a request without an answer came. */
    public enum Fault {
        /** No name server knows the host. */
        UNKNOWN_HOST,
        /** Nobody listens there, or the network has no way there. */
        REFUSED,
        /** No connection in time. */
        NO_CONNECTION,
        /** The two sides did not agree on TLS, or the certificate is not trusted. */
        TLS,
        /** The connection ended before an answer did. */
        BROKEN,
        /** The answer was too late, too large, or kept away by this side. */
        OTHER
    }

    private final Outcome outcome;
    private final Fault fault;

    /**
     * A request that got no answer.
     *
     * @param outcome what is known
     * @param message what happened, without any URL, header or body
     */
    public TransportException(Outcome outcome, String message) {
        this(outcome, Fault.OTHER, message);
    }

    /** The same, with how far it came. */
    public TransportException(Outcome outcome, Fault fault, String message) {
        super(message, null, false, false);
        this.outcome = outcome;
        this.fault = fault;
    }

    public Fault fault() {
        return fault;
    }

    public Outcome outcome() {
        return outcome;
    }
}
