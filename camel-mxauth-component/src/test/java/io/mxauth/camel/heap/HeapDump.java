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
package io.mxauth.camel.heap;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The objects of a heap dump of a small JVM (HPROF 1.0.2 with identifiers of 8 bytes), and who refers
 * to whom. Fields of classes are left out: everything is reachable by these.
 */
final class HeapDump {

    private static final int TEXT = 0x01;
    private static final int LOADED_CLASS = 0x02;
    private static final int HEAP = 0x0C;
    private static final int HEAP_SEGMENT = 0x1C;
    private static final int REFERENCE = 2;

    /** How far up one looks for who holds an object. */
    private static final int LEVELS = 6;

    private final ByteBuffer in;
    private final Map<Long, String> texts = new HashMap<>();
    private final Map<Long, String> classNames = new HashMap<>();
    private final Map<Long, ClassLayout> layouts = new HashMap<>();
    private final Map<Long, Integer> instances = new HashMap<>();
    private final Map<Long, Integer> arrays = new HashMap<>();
    private final Map<Long, String> classOf = new HashMap<>();
    private final Map<Long, long[]> references = new HashMap<>();

    private record ClassLayout(long superclass, List<Integer> fieldTypes) {}

    private HeapDump(byte[] bytes) {
        in = ByteBuffer.wrap(bytes);
    }

    static HeapDump read(Path file) {
        HeapDump dump;
        try {
            dump = new HeapDump(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        dump.records();
        dump.instances.forEach(dump::link);
        return dump;
    }

    private void records() {
        while (in.get() != 0) {
            // The format's name.
        }
        in.position(in.position() + 4 + 8);
        while (in.hasRemaining()) {
            int tag = in.get() & 0xFF;
            in.getInt();
            int length = in.getInt();
            int end = in.position() + length;
            switch (tag) {
                case TEXT -> {
                    long id = in.getLong();
                    byte[] text = new byte[length - 8];
                    in.get(text);
                    texts.put(id, new String(text, StandardCharsets.UTF_8));
                }
                case LOADED_CLASS -> {
                    in.getInt();
                    long id = in.getLong();
                    in.getInt();
                    String name = Objects.requireNonNull(texts.get(in.getLong()));
                    classNames.put(id, name.replace('/', '.'));
                }
                case HEAP, HEAP_SEGMENT -> {
                    while (in.position() < end) {
                        entry(in.get() & 0xFF);
                    }
                }
                default -> {}
            }
            in.position(end);
        }
    }

    private void entry(int tag) {
        switch (tag) {
            case 0xFF, 0x05, 0x07 -> skip(8);
            case 0x01 -> skip(16);
            case 0x02, 0x03, 0x08 -> skip(16);
            case 0x04, 0x06 -> skip(12);
            case 0x20 -> classEntry();
            case 0x21 -> {
                long id = in.getLong();
                skip(4);
                instances.put(id, in.position());
                skip(8);
                skip(in.getInt());
            }
            case 0x22 -> {
                long id = in.getLong();
                skip(4);
                int count = in.getInt();
                classOf.put(id, name(in.getLong()));
                long[] elements = new long[count];
                for (int i = 0; i < count; i++) {
                    elements[i] = in.getLong();
                }
                references.put(id, elements);
            }
            case 0x23 -> {
                long id = in.getLong();
                skip(4);
                arrays.put(id, in.position());
                int count = in.getInt();
                skip(count * size(in.get()));
            }
            default -> throw new IllegalStateException("unknown entry " + tag);
        }
    }

    private void classEntry() {
        long id = in.getLong();
        skip(4);
        long superclass = in.getLong();
        skip(5 * 8 + 4);
        for (int constants = in.getShort(); constants > 0; constants--) {
            skip(2);
            skip(size(in.get()));
        }
        for (int statics = in.getShort(); statics > 0; statics--) {
            skip(8);
            skip(size(in.get()));
        }
        List<Integer> types = new ArrayList<>();
        for (int fields = in.getShort(); fields > 0; fields--) {
            skip(8);
            types.add((int) in.get());
        }
        layouts.put(id, new ClassLayout(superclass, types));
    }

    private void link(long id, int position) {
        in.position(position);
        long classId = in.getLong();
        skip(4);
        List<Long> found = new ArrayList<>();
        for (long at = classId; at != 0; ) {
            ClassLayout layout = Objects.requireNonNull(layouts.get(at));
            for (int type : layout.fieldTypes()) {
                if (type == REFERENCE) {
                    found.add(in.getLong());
                } else {
                    skip(size(type));
                }
            }
            at = layout.superclass();
        }
        classOf.put(id, name(classId));
        references.put(id, found.stream().mapToLong(Long::longValue).toArray());
    }

    private void skip(int bytes) {
        in.position(in.position() + bytes);
    }

    private String name(long classId) {
        return classNames.getOrDefault(classId, "?");
    }

    private static int size(int type) {
        return switch (type) {
            case REFERENCE, 7, 11 -> 8;
            case 4, 8 -> 1;
            case 5, 9 -> 2;
            case 6, 10 -> 4;
            default -> throw new IllegalStateException("unknown type " + type);
        };
    }

    /** The arrays of bytes or characters that a text of ASCII is in. */
    List<Long> arraysWith(String text) {
        byte[] latin = text.getBytes(StandardCharsets.ISO_8859_1);
        byte[] wide = text.getBytes(StandardCharsets.UTF_16LE);
        byte[] wideInDump = text.getBytes(StandardCharsets.UTF_16BE);
        List<Long> found = new ArrayList<>();
        arrays.forEach(
                (id, position) -> {
                    int count = in.getInt(position);
                    int length = count * size(in.get(position + 4));
                    if (has(position + 5, length, latin)
                            || has(position + 5, length, wide)
                            || has(position + 5, length, wideInDump)) {
                        found.add(id);
                    }
                });
        return found;
    }

    private boolean has(int from, int length, byte[] text) {
        byte[] all = in.array();
        for (int at = from; at <= from + length - text.length; at++) {
            int same = 0;
            while (same < text.length && all[at + same] == text[same]) {
                same++;
            }
            if (same == text.length) {
                return true;
            }
        }
        return false;
    }

    /** How many objects there are of classes with such a name. */
    long count(Predicate<String> names) {
        return classOf.values().stream().filter(names).count();
    }

    /**
     * Each object that can be reached from certain ones, with the object that led there.
     *
     * @param from the names of the classes to begin with
     * @param past the names of the classes whose objects lead nowhere
     */
    Map<Long, Long> reachable(Predicate<String> from, Predicate<String> past) {
        Map<Long, Long> by = new HashMap<>();
        Deque<Long> next = new ArrayDeque<>();
        classOf.forEach(
                (id, name) -> {
                    if (from.test(name)) {
                        by.put(id, id);
                        next.add(id);
                    }
                });
        while (!next.isEmpty()) {
            long id = next.remove();
            if (past.test(classOf.getOrDefault(id, ""))) {
                continue;
            }
            for (long referred : references.getOrDefault(id, new long[0])) {
                if (referred != 0 && by.putIfAbsent(referred, id) == null) {
                    next.add(referred);
                }
            }
        }
        return by;
    }

    /** The classes of the objects that refer to one, and of those that refer to these, upwards. */
    List<Set<String>> holders(long id) {
        List<Set<String>> holders = new ArrayList<>();
        Set<Long> level = Set.of(id);
        for (int i = 0; i < LEVELS; i++) {
            Set<Long> targets = level;
            Set<Long> next = new HashSet<>();
            references.forEach(
                    (by, referred) -> {
                        if (Arrays.stream(referred).anyMatch(targets::contains)) {
                            next.add(by);
                        }
                    });
            holders.add(next.stream().map(classOf::get).collect(Collectors.toSet()));
            level = next;
        }
        return holders;
    }

    /** The classes of the objects that lead to one, the nearest first. */
    List<String> path(Map<Long, Long> reachable, long id) {
        List<String> path = new ArrayList<>();
        for (long at = id; ; ) {
            path.add(classOf.getOrDefault(at, "array"));
            long by = Objects.requireNonNull(reachable.get(at));
            if (by == at) {
                return path;
            }
            at = by;
        }
    }
}
