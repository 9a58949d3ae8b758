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
package io.mxauth.camel.jdbc;

import java.lang.reflect.InvocationTargetException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * What people call a data source, and how many connections it has at most: as HikariCP, Tomcat, DBCP,
 * c3p0 and H2 tell it, without a dependency on any of them.
 *
 * @param name its own, or that of its class
 * @param most connections at a time, or empty where it does not tell
 */
record Pool(String name, Optional<Integer> most) {

    /** For the row's lock, and for what is read and written meanwhile. */
    static final int LEAST = 2;

    private static final List<String> NAMES = List.of("getPoolName", "getDataSourceName");
    private static final List<String> SIZES =
            List.of(
                    "getMaximumPoolSize",
                    "getMaxTotal",
                    "getMaxActive",
                    "getMaxPoolSize",
                    "getMaxConnections");

    static Pool of(DataSource dataSource) {
        String name =
                answers(dataSource, NAMES)
                        .filter(String.class::isInstance)
                        .map(String.class::cast)
                        .filter(text -> text.matches("[\\w .-]{1,60}"))
                        .findFirst()
                        .orElse(dataSource.getClass().getSimpleName());
        return new Pool(
                name,
                answers(dataSource, SIZES)
                        .filter(Integer.class::isInstance)
                        .map(Integer.class::cast)
                        .filter(size -> size > 0)
                        .findFirst());
    }

    private static Stream<Object> answers(DataSource dataSource, List<String> methods) {
        return methods.stream().flatMap(method -> answer(dataSource, method).stream());
    }

    private static Optional<Object> answer(DataSource dataSource, String method) {
        try {
            return Optional.ofNullable(dataSource.getClass().getMethod(method).invoke(dataSource));
        } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
            // Another kind of pool.
            return Optional.empty();
        }
    }

    boolean isTooSmall() {
        return most.isPresent() && most.get() < LEAST;
    }

    /** Its name, and how many connections it has if that is known. */
    String inWords() {
        return "'" + name + "'" + most.map(size -> " (" + size + " at most)").orElse("");
    }
}
