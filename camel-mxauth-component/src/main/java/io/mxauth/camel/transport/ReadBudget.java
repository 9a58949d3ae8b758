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

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * How many bytes may still be read from one connection, whatever they are: status lines, headers,
 * informational answers, a proxy's answer, chunks with their extensions, trailers. Used by one
 * thread at a time.
 */
final class ReadBudget {

    private int left;

    /**
     * @param bytes the most that are read
     */
    ReadBudget(int bytes) {
        left = bytes;
    }

    /** The stream, which fails with {@link AnswerTooLarge} once the budget is spent. */
    InputStream over(InputStream stream) {
        return new FilterInputStream(stream) {
            @Override
            public int read() throws IOException {
                int read = super.read();
                spend(read < 0 ? 0 : 1);
                return read;
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                int read = super.read(bytes, offset, length);
                spend(Math.max(0, read));
                return read;
            }
        };
    }

    private void spend(int bytes) throws AnswerTooLarge {
        if (bytes > left) {
            left = 0;
            throw new AnswerTooLarge();
        }
        left -= bytes;
    }
}
