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
package io.mxauth.camel.springboot;

import io.mxauth.sandbox.Sandbox;
import io.mxauth.sandbox.SandboxProvider;

/** The properties that point a provider at the sandbox, as a user writes them for a staging system. */
final class SandboxProperties {

    private SandboxProperties() {}

    static String[] movio(Sandbox sandbox) {
        SandboxProvider movio = sandbox.provider("movio-us");
        return new String[] {
            Runner.MOVIO + "region=us",
            Runner.MOVIO + "token-endpoint=" + movio.setting("token-endpoint"),
            Runner.MOVIO + "allowed-hosts=" + movio.setting("api-host"),
            Runner.MOVIO + "client-id=" + movio.setting("client-id"),
            Runner.MOVIO + "client-secret=" + movio.setting("client-secret")
        };
    }
}
