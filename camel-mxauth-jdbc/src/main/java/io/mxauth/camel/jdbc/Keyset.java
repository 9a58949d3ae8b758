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

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.Configuration;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import io.mxauth.camel.TokenStoreException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The keys that values are encrypted with (AES-256-GCM): a keyset of Tink's. The primary key
 * encrypts, each of them decrypts. Safe for any number of threads.
 *
 * <p>As a program it prints a new keyset, or a given one with a new primary key:
 *
 * <pre>{@code
 * java -cp .. io.mxauth.camel.jdbc.Keyset > keyset.json
 * java -cp .. io.mxauth.camel.jdbc.Keyset file:keyset.json > rotated.json
 * }</pre>
 */
public final class Keyset {

    private static final String FILE = "file:";

    /** What looks like the name of a file and not like a piece of a keyset. */
    private static final Pattern NAME = Pattern.compile("([\\w. ~:-]{0,40}[/\\\\])*[\\w. -]{1,40}");

    /** Begins the associated data of what is sealed; no key of a row can have this character. */
    private static final String SEALED = "\0sealed\0";

    private static final String HOW_TO_MAKE_ONE =
            "Make one by running the class "
                    + Keyset.class.getName()
                    + ", which prints it, and give it as JSON, as that in Base64, or as file:PATH";

    private final KeysetHandle handle;
    private final Aead aead;

    private Keyset(KeysetHandle handle) throws GeneralSecurityException {
        this.handle = handle;
        this.aead = handle.getPrimitive(aead(), Aead.class);
    }

    private static Configuration aead() throws GeneralSecurityException {
        AeadConfig.register();
        return RegistryConfiguration.get();
    }

    /**
     * Reads a keyset.
     *
     * @param text JSON, or that in Base64, or {@code file:} and the path of a file with one of them
     * @throws IllegalArgumentException if it is none; the message says how to make one
     */
    public static Keyset of(@Nullable String text) {
        String json = json(text == null ? "" : text.strip());
        try {
            return new Keyset(
                    TinkJsonProtoKeysetFormat.parseKeyset(
                            json, aead(), InsecureSecretKeyAccess.get()));
        } catch (GeneralSecurityException | RuntimeException e) {
            // Its message might quote the text.
            throw new IllegalArgumentException(
                    "The keyset of the token store cannot be read: it is no Tink keyset of AEAD keys. "
                            + HOW_TO_MAKE_ONE);
        }
    }

    private static String json(String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException(
                    "The token store needs a keyset to encrypt with, and never stores clear text. "
                            + HOW_TO_MAKE_ONE);
        }
        if (text.startsWith(FILE)) {
            String content = content(text.substring(FILE.length()).strip());
            return content.startsWith("{") ? content : decoded(content);
        }
        return text.startsWith("{") ? text : decoded(text);
    }

    private static String content(String file) {
        if (file.startsWith("{") || file.startsWith("\"") || decoded(file).startsWith("{")) {
            throw new IllegalArgumentException(
                    "The keyset option holds a keyset, not a file name: leave out " + FILE);
        }
        try {
            return Files.readString(Path.of(file)).strip();
        } catch (IOException | InvalidPathException e) {
            // Its message, and so the cause, quotes the name, which may be another part of a
            // keyset.
            throw new IllegalArgumentException(
                    "The keyset of the token store cannot be read from %s (%s). %s"
                            .formatted(
                                    NAME.matcher(file).matches() ? file : "the file that is named",
                                    e.getClass().getSimpleName(),
                                    HOW_TO_MAKE_ONE));
        }
    }

    private static String decoded(String text) {
        try {
            return new String(Base64.getMimeDecoder().decode(text), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    /** A keyset with one key, drawn at random. */
    public static Keyset generate() {
        try {
            return new Keyset(
                    KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM, aead()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has AES-256-GCM", e);
        }
    }

    /** This keyset with one more key, which encrypts from now on. */
    public Keyset rotated() {
        try {
            return new Keyset(
                    KeysetHandle.newBuilder(handle)
                            .addEntry(
                                    KeysetHandle.generateEntryFromParameters(
                                                    PredefinedAeadParameters.AES256_GCM)
                                            .withRandomId()
                                            .makePrimary())
                            .build());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A keyset can always have one more key", e);
        }
    }

    /** The keyset as JSON: secret. */
    public String toJson() {
        try {
            return TinkJsonProtoKeysetFormat.serializeKeyset(
                    handle, aead(), InsecureSecretKeyAccess.get());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A keyset that was read can be written", e);
        }
    }

    byte[] encrypt(String key, String value) {
        try {
            return aead.encrypt(
                    value.getBytes(StandardCharsets.UTF_8), key.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new TokenStoreException("The entry '" + key + "' could not be encrypted.", e);
        }
    }

    String decrypt(String key, byte[] value) {
        try {
            return new String(
                    aead.decrypt(value, key.getBytes(StandardCharsets.UTF_8)),
                    StandardCharsets.UTF_8);
        } catch (GeneralSecurityException e) {
            throw new TokenStoreException(
                    "The entry '"
                            + key
                            + "' cannot be decrypted: it was altered or moved, or its key is not in"
                            + " the keyset. Give the keyset that it was written with, or delete the"
                            + " row of that token_key from mxauth_token; its tokens are lost then");
        }
    }

    /** Encrypts a text that is to be kept outside of the database. */
    byte[] seal(String text, String context) {
        return encrypt(SEALED + context, text);
    }

    /** The text of what {@link #seal} made, or null where it is not one of these. */
    @Nullable String open(byte[] sealed, String context) {
        try {
            return new String(
                    aead.decrypt(sealed, (SEALED + context).getBytes(StandardCharsets.UTF_8)),
                    StandardCharsets.UTF_8);
        } catch (GeneralSecurityException e) {
            return null;
        }
    }

    /** Prints a new keyset, or that of the first argument with a new primary key. */
    @SuppressWarnings("SystemOut")
    public static void main(String[] arguments) {
        Keyset keyset = arguments.length == 0 ? generate() : of(arguments[0]).rotated();
        System.out.println(keyset.toJson());
    }

    @Override
    public String toString() {
        return "Keyset[" + handle.size() + "]";
    }
}
