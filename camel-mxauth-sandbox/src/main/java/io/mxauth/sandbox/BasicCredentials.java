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
package io.mxauth.sandbox;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** The id and the secret of an {@code Authorization: Basic} header, split at the first colon. */
record BasicCredentials(String id, String secret) {

    private static final String SCHEME = "Basic ";

    static boolean sentIn(Request request) {
        return request.all("Authorization").stream().anyMatch(BasicCredentials::isBasic);
    }

    private static boolean isBasic(String header) {
        return header.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
    }

    /**
     * Returns the credentials as they were sent, nothing decoded but the Base64, which must be the
     * strict one of RFC 4648; null if there are none or they are malformed.
     */
    static @Nullable BasicCredentials of(Request request) {
        String header = request.header("Authorization");
        if (header == null || !isBasic(header)) {
            return null;
        }
        try {
            byte[] bytes = Base64.getDecoder().decode(header.substring(SCHEME.length()));
            String pair =
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            int colon = pair.indexOf(':');
            return colon < 0
                    ? null
                    : new BasicCredentials(pair.substring(0, colon), pair.substring(colon + 1));
        } catch (IllegalArgumentException | CharacterCodingException e) {
            return null;
        }
    }

    /** Undoes the form-encoding of RFC 6749 section 2.3.1; null if it is broken. */
    @Nullable BasicCredentials formDecoded() {
        try {
            return new BasicCredentials(Form.decode(id), Form.decode(secret));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    boolean match(Settings settings) {
        return settings.is("client-id", id) && settings.is("client-secret", secret);
    }

    @Override
    public String toString() {
        return "BasicCredentials[***]";
    }
}
