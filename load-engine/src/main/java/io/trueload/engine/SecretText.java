// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A text of a plan that may be kept elsewhere because it is secret: {@code env:NAME} is the value of an environment
 * variable, {@code file:PATH} what a file holds, in UTF-8 and without one line break at its end.
 *
 * <p>Any other text is itself. One that begins like a secret and is none is written with a backslash before it: {@code
 * \env:NAME} is the text {@code env:NAME}.
 *
 * @param value what is sent
 * @param isSecret whether it was kept elsewhere, so that no report may show it
 * @since 0.1.0
 */
public record SecretText(String value, boolean isSecret) {

    private static final String VARIABLE = "env:";
    private static final String FILE = "file:";
    private static final Pattern ESCAPED = Pattern.compile("\\\\*(env:|file:)");
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    /** No secret is larger, and a device without end must not fill the memory. */
    private static final int LARGEST = 1024 * 1024;

    /** Refuses null. */
    public SecretText {
        requireNonNull(value, "value");
    }

    /**
     * Reads what a text stands for.
     *
     * @throws IllegalArgumentException if the variable is not set, or the file cannot be read, or there is nothing in it
     */
    public static SecretText of(String text) {
        return of(text, System::getenv);
    }

    /** Returns how a text is written so that {@link #of} reads the text itself. */
    public static String written(String text) {
        return ESCAPED.matcher(text).lookingAt() ? "\\" + text : text;
    }

    static SecretText of(String text, Function<String, @Nullable String> environment) {
        if (text.startsWith(VARIABLE)) {
            return secret(text, variable(text.substring(VARIABLE.length()), environment));
        }
        if (text.startsWith(FILE)) {
            return secret(text, file(text.substring(FILE.length())));
        }
        return new SecretText(
                text.startsWith("\\") && ESCAPED.matcher(text).lookingAt() ? text.substring(1) : text, false);
    }

    /** Returns the value, masked if it is secret. */
    @Override
    public String toString() {
        return isSecret ? SecretNames.MASK : value;
    }

    private static SecretText secret(String text, String value) {
        if (value.isEmpty()) {
            throw new IllegalArgumentException("there is nothing in " + HttpText.visible(text));
        }
        return new SecretText(value, true);
    }

    private static String variable(String name, Function<String, @Nullable String> environment) {
        if (!NAME.matcher(name).matches()) {
            // Not shown: it is no name, so it may be anything.
            throw new IllegalArgumentException(
                    "env: must be followed by the name of an environment variable; for the text itself write \\env:");
        }
        String value = environment.apply(name);
        if (value == null) {
            throw new IllegalArgumentException("the environment variable " + name
                    + " is not set; set it, or for the text itself write \\env:" + name);
        }
        return value;
    }

    private static String file(String name) {
        try (var in = Files.newInputStream(Path.of(name))) {
            byte[] bytes = in.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw unreadable(name, "larger than 1 MiB");
            }
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.endsWith("\r\n")
                    ? text.substring(0, text.length() - 2)
                    : text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
        } catch (NoSuchFileException e) {
            throw unreadable(name, "no such file");
        } catch (AccessDeniedException e) {
            throw unreadable(name, "permission denied");
        } catch (CharacterCodingException e) {
            throw unreadable(name, "not UTF-8");
        } catch (InvalidPathException e) {
            throw unreadable(name, "not a file name");
        } catch (IOException e) {
            throw unreadable(name, String.valueOf(e.getMessage()));
        }
    }

    private static IllegalArgumentException unreadable(String name, String why) {
        return new IllegalArgumentException("the secret cannot be read: " + HttpText.visible(name) + " ("
                + HttpText.visible(why) + "); for the text itself write \\file:");
    }
}
