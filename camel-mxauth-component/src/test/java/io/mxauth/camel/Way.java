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

import org.apache.camel.Exchange;
import org.apache.camel.model.ProcessorDefinition;

/** How a route names the HTTP endpoint that it calls. */
enum Way {
    TO {
        @Override
        void call(ProcessorDefinition<?> route, String uri) {
            route.to(uri);
        }
    },
    TO_D {
        @Override
        void call(ProcessorDefinition<?> route, String uri) {
            route.setProperty("target").constant(uri).toD("${exchangeProperty.target}");
        }
    },
    TO_D_WITHOUT_A_CACHE {
        @Override
        void call(ProcessorDefinition<?> route, String uri) {
            route.setProperty("target").constant(uri).toD("${exchangeProperty.target}", -1);
        }
    },
    ENRICH {
        @Override
        void call(ProcessorDefinition<?> route, String uri) {
            route.enrich(uri);
        }
    },
    RECIPIENT_LIST {
        @Override
        void call(ProcessorDefinition<?> route, String uri) {
            route.recipientList().constant(uri);
        }
    },
    ROUTING_SLIP {
        @Override
        void call(ProcessorDefinition<?> route, String uri) {
            route.routingSlip().constant(uri);
        }
    },
    TEMPLATE {
        @Override
        void call(ProcessorDefinition<?> route, String uri) {
            route.process(
                    exchange -> exchange.getContext().createProducerTemplate().send(uri, exchange));
        }
    },
    CAMEL_HTTP_URI_HEADER {
        @Override
        void call(ProcessorDefinition<?> route, String uri) {
            route.setHeader(Exchange.HTTP_URI).constant(uri).to("http://127.0.0.1:1/nowhere");
        }
    };

    abstract void call(ProcessorDefinition<?> route, String uri);
}
