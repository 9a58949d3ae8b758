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
package io.mxauth.camel.login;

import io.mxauth.camel.token.GrantKey;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * Knows in this JVM who is connected. Nothing is ever evicted, as that would let another person in;
 * there is one for each account that a person logged in for.
 */
public final class MemorySubjects implements Subjects {

    private final ConcurrentMap<GrantKey, String> subjects = new ConcurrentHashMap<>();

    @Override
    public @Nullable String of(GrantKey grant) {
        return subjects.get(grant);
    }

    @Override
    public String connect(GrantKey grant, String subject) {
        return subjects.computeIfAbsent(grant, absent -> subject);
    }

    @Override
    public void disconnect(GrantKey grant) {
        subjects.remove(grant);
    }
}
