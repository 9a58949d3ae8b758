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
package io.mxauth.camel.call;

import java.io.Closeable;
import java.io.InputStream;
import java.io.Reader;
import java.nio.channels.ReadableByteChannel;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import javax.xml.transform.Source;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.Message;
import org.apache.camel.StreamCache;
import org.apache.camel.WrappedFile;
import org.apache.camel.support.MessageHelper;
import org.apache.camel.util.IOHelper;
import org.apache.hc.core5.http.HttpEntity;
import org.jspecify.annotations.Nullable;

/** A call as it was before it was made, so that it can be made once more. */
final class ReplayableCall {

    private final @Nullable Object body;
    private final Map<String, Object> headers;
    private final @Nullable Object charset;

    private ReplayableCall(Exchange exchange) {
        Message in = exchange.getIn();
        this.body = in.getBody();
        this.headers = new HashMap<>(in.getHeaders());
        this.charset = exchange.getProperty(ExchangePropertyKey.CHARSET_NAME);
    }

    /** Remembers a call, or answers null where its body can be read only once. */
    static @Nullable ReplayableCall of(Exchange exchange) {
        return isOneShot(exchange.getIn().getBody()) ? null : new ReplayableCall(exchange);
    }

    private static boolean isOneShot(@Nullable Object body) {
        if (body == null || body instanceof StreamCache) {
            return false;
        }
        if (body instanceof WrappedFile<?> file) {
            return isOneShot(file.getBody());
        }
        if (body instanceof HttpEntity entity) {
            return !entity.isRepeatable();
        }
        return body instanceof InputStream
                || body instanceof Reader
                || body instanceof ReadableByteChannel
                || body instanceof Iterator
                || body instanceof Source
                || isStreamOfAnotherLibrary(body.getClass());
    }

    /** Vert.x and Netty are optional, so their streams are known by name. */
    private static boolean isStreamOfAnotherLibrary(@Nullable Class<?> type) {
        for (Class<?> c = type; c != null; c = c.getSuperclass()) {
            if (c.getName().equals("io.netty.buffer.ByteBuf")) {
                return true;
            }
            for (Class<?> i : c.getInterfaces()) {
                if (i.getName().equals("io.vertx.core.streams.ReadStream")
                        || i.getName().equals("io.vertx.core.file.AsyncFile")) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Puts the exchange back to where it was; what the first answer left is gone. */
    @SuppressWarnings("deprecation") // Camel's own error handler drops the out message so
    void rewind(Exchange exchange) {
        Object refusal = exchange.getMessage().getBody();
        if (refusal instanceof Closeable stream && !stream.equals(body)) {
            // It would hold the connection that the next call may need.
            IOHelper.close(stream);
        }
        exchange.setException(null);
        exchange.setOut(null);
        Message in = exchange.getIn();
        in.setBody(body);
        in.getHeaders().clear();
        in.getHeaders().putAll(headers);
        if (charset == null) {
            exchange.removeProperty(ExchangePropertyKey.CHARSET_NAME);
        } else {
            exchange.setProperty(ExchangePropertyKey.CHARSET_NAME, charset);
        }
        MessageHelper.resetStreamCache(in);
    }
}
