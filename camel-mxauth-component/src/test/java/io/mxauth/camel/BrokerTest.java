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

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.ObjectMessage;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.activemq.ActiveMQConnectionFactory;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.jms.JmsComponent;
import org.apache.camel.support.DefaultExchangeHolder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a message broker gets to see, read back by another client of it. */
@Timeout(60)
class BrokerTest extends RouteTestSupport {

    private static final String BROKER = "vm://films?broker.persistent=false&broker.useJmx=false";

    private ActiveMQConnectionFactory factory;
    private Connection reader;

    @BeforeEach
    void connect() throws Exception {
        factory = new ActiveMQConnectionFactory(BROKER);
        factory.setTrustAllPackages(true);
        reader = factory.createConnection();
        reader.start();
        context.addComponent("jms", JmsComponent.jmsComponent(factory));
    }

    @AfterEach
    void disconnect() throws Exception {
        reader.close();
    }

    /** All that is in the next message of a queue. */
    private Map<String, Object> received(String queue) throws JMSException {
        try (Session session = reader.createSession();
                MessageConsumer consumer = session.createConsumer(session.createQueue(queue))) {
            Message message = consumer.receive(20_000);
            assertThat(message).isNotNull();
            Map<String, Object> all = new TreeMap<>();
            for (Iterator<?> names = message.getPropertyNames().asIterator(); names.hasNext(); ) {
                String name = names.next().toString();
                all.put(name, message.getObjectProperty(name));
            }
            if (message instanceof TextMessage text) {
                all.put("body", text.getText());
            } else if (message instanceof ObjectMessage object
                    && object.getObject() instanceof DefaultExchangeHolder holder) {
                Exchange carried = context.getEndpoint("direct:films").createExchange();
                DefaultExchangeHolder.unmarshal(carried, holder);
                all.putAll(carried.getAllProperties());
                all.putAll(carried.getMessage().getHeaders());
                all.put("body", carried.getMessage().getBody(String.class));
            } else {
                all.put("body", message.toString());
            }
            return all;
        }
    }

    private static void assertHoldsNoToken(Map<String, Object> message) {
        assertThat(message).containsKey("body");
        assertThat(message.toString()).doesNotContain("Bearer", "Authorization");
    }

    static Stream<Arguments> queues() {
        return AuthorizationRuleTest.CLIENTS.stream()
                .flatMap(
                        client ->
                                Stream.of("jms:films", "jms:films?transferExchange=true")
                                        .map(queue -> Arguments.of(client, queue)));
    }

    @ParameterizedTest
    @MethodSource("queues")
    void messageBetweenMxauthAndTheCall_andAfterIt_holdsNoToken(String client, String queue)
            throws Exception {
        String url = client.equals("http") ? "" : client + ":";
        start(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("direct:films")
                                .to("mxauth:movio")
                                .to(inOnly(queue))
                                .to(url + movio.setting("api"))
                                .to(inOnly(queue));
                    }
                });
        assertThat(films(FILMS).send().getException()).isNull();
        assertThat(movio.apiRequests()).isEqualTo(1);
        assertHoldsNoToken(received("films"));
        assertHoldsNoToken(received("films"));
    }

    private static String inOnly(String queue) {
        return queue + (queue.contains("?") ? "&" : "?") + "exchangePattern=InOnly";
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void deadLetterQueue_holdsNoToken(boolean afterTheCall) throws Exception {
        start(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        errorHandler(deadLetterChannel("jms:dlq").maximumRedeliveries(0));
                        from("direct:films")
                                .to("mxauth:movio")
                                .choice()
                                .when(constant(afterTheCall))
                                .to(movio.setting("api"))
                                .end()
                                .throwException(new IllegalStateException("fails"));
                    }
                });
        films(FILMS).send();
        assertHoldsNoToken(received("dlq"));
    }
}
