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
package io.mxauth.camel;

/**
 * What an endpoint, or else the component, says of the calls that it authorizes.
 *
 * @param retryUnauthorized whether a call that is answered 401 gets another token and is repeated
 * @param keepAuthorization whether calls to every allowed host carry the authorization until the
 *     exchange ends
 * @param exposeHeaders whether the headers go on the message too
 */
record CallPolicy(boolean retryUnauthorized, boolean keepAuthorization, boolean exposeHeaders) {}
