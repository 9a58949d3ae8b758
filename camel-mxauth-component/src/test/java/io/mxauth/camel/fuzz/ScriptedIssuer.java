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
package io.mxauth.camel.fuzz;

import io.mxauth.camel.oauth.HttpAnswer;
import io.mxauth.camel.oauth.HttpCall;
import io.mxauth.camel.oauth.HttpTransport;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An issuer that answers as its script says, the last answer for ever. An answer is a line with the
 * status and perhaps a {@code Retry-After}, and then the body; a line {@code ---} parts it from the
 * next one. Any bytes are a script.
 */
final class ScriptedIssuer implements HttpTransport {

    private static final Pattern HEAD = Pattern.compile("([0-9]{3})( ([^\\n]*))?\\n");
    private static final Pattern PART = Pattern.compile("\\n---\\n");

    private final List<HttpAnswer> answers = new ArrayList<>();
    private final List<HttpCall> calls = new ArrayList<>();

    ScriptedIssuer(byte[] script) {
        // One char for a byte, so that nothing of a body is changed on the way.
        for (String part : PART.split(new String(script, StandardCharsets.ISO_8859_1), -1)) {
            Matcher head = HEAD.matcher(part);
            boolean hasHead = head.lookingAt();
            byte[] bytes = part.getBytes(StandardCharsets.ISO_8859_1);
            answers.add(
                    new HttpAnswer(
                            hasHead ? Integer.parseInt(head.group(1)) : 200,
                            hasHead ? head.group(3) : null,
                            hasHead ? Arrays.copyOfRange(bytes, head.end(), bytes.length) : bytes));
        }
    }

    @Override
    public CompletableFuture<HttpAnswer> send(HttpCall call, Duration timeout) {
        calls.add(call);
        return CompletableFuture.completedFuture(last());
    }

    List<HttpCall> calls() {
        return calls;
    }

    HttpAnswer first() {
        return answers.get(0);
    }

    /** The answer to the last request. */
    HttpAnswer last() {
        return answers.get(Math.min(calls.size(), answers.size()) - 1);
    }
}
