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
package io.mxauth.camel.transport;

import io.mxauth.camel.oauth.TransportException;
import io.mxauth.camel.oauth.TransportException.Fault;
import io.mxauth.camel.oauth.TransportException.Outcome;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.jspecify.annotations.Nullable;

/** Tells what an exception of the HTTP client says of the request's fate. */
final class TransportFaults {

    private TransportFaults() {}

    static TransportException read(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = next(cause)) {
            if (cause instanceof AnswerTooLarge || cause instanceof MessageConstraintException) {
                return new TransportException(Outcome.TOO_LARGE, "the answer is too large");
            }
            TransportException notSent = notSent(cause);
            if (notSent != null) {
                return notSent;
            }
            if (cause instanceof SocketTimeoutException) {
                return new TransportException(Outcome.TIMED_OUT, "it took too long");
            }
            if (cause instanceof SSLException) {
                return broken(Fault.TLS, thrown);
            }
        }
        return broken(Fault.BROKEN, thrown);
    }

    private static TransportException broken(Fault fault, Throwable thrown) {
        return new TransportException(
                Outcome.UNKNOWN,
                fault,
                "the connection broke (" + thrown.getClass().getSimpleName() + ")");
    }

    private static @Nullable Throwable next(Throwable cause) {
        return cause.getCause() == cause ? null : cause.getCause();
    }

    private static @Nullable TransportException notSent(Throwable cause) {
        if (cause instanceof UnknownHostException) {
            return notSent(Fault.UNKNOWN_HOST, "its host name is not known");
        }
        if (cause instanceof ConnectTimeoutException
                || cause instanceof ConnectionRequestTimeoutException) {
            return notSent(Fault.NO_CONNECTION, "no connection in time");
        }
        if (cause instanceof ConnectException || cause instanceof NoRouteToHostException) {
            return notSent(Fault.REFUSED, "the connection was refused");
        }
        if (cause instanceof SSLHandshakeException || cause instanceof SSLPeerUnverifiedException) {
            return notSent(Fault.TLS, "TLS failed (is its certificate trusted?)");
        }
        return null;
    }

    private static TransportException notSent(Fault fault, String text) {
        return new TransportException(Outcome.NOT_SENT, fault, text);
    }
}
