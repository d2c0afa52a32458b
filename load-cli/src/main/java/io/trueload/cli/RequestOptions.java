// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.cli;

import io.trueload.engine.Header;
import io.trueload.engine.SecretText;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** The options that say what one request is. */
final class RequestOptions {

    private final OptionGroup group = new OptionGroup("What is sent:");

    private static final String DEFAULT_CONTENT_TYPE = "text/html";

    private final CommandOption method = group.value("-m --method", "NAME", "method (GET, with a body too)");

    private final CommandOption headers = group.values(
            "-H --header",
            "'NAME: VALUE'",
            "header; repeat for more, all are sent; VALUE may be env:NAME or file:PATH, also after Bearer");

    private final CommandOption body =
            group.value("-d --body", "TEXT", "body, in UTF-8, or env:NAME or file:PATH for a secret one");

    private final CommandOption bodyFile = group.value("-D --body-file", "FILE", "body from a file");

    private final CommandOption contentType =
            group.value("-T --content-type", "TYPE", "Content-Type; '' for none (text/html if there is a body)");

    private final CommandOption accept = group.value("-A --accept", "TYPE", "Accept");

    private final CommandOption userAgent = group.value("-U --user-agent", "TEXT", "User-Agent (trueload/VERSION)");

    private final CommandOption auth = group.value(
            "-a --auth", "USER:PASSWORD", "basic authentication; PASSWORD, or all of it, may be env:NAME or file:PATH");

    private final CommandOption host = group.value("-host --host", "NAME", "Host header");

    OptionGroup group() {
        return group;
    }

    void addTo(PlanDraft draft) {
        draft.set("--method", method.value(), (plan, text) -> plan.method(text));
        boolean hasBody = addBody(draft);
        for (Header header : headers(draft, hasBody).all()) {
            draft.set("--header", plan -> plan.header(header));
        }
    }

    private HeaderFields headers(PlanDraft draft, boolean hasBody) {
        var fields = new HeaderFields();
        for (String text : headers.values()) {
            Header header = draft.attempt("--header", () -> Header.parse(text));
            if (header != null) {
                fields.add(header);
            }
        }
        String type = contentType.value();
        if (!fields.has("Content-Type") && type != null && !type.isEmpty()) {
            replace(draft, fields, "--content-type", "Content-Type", type);
        }
        if (hasBody && type == null && !fields.has("Content-Type")) {
            fields.add(new Header("Content-Type", DEFAULT_CONTENT_TYPE));
        }
        replace(draft, fields, "--accept", "Accept", accept.value());
        replace(draft, fields, "--user-agent", "User-Agent", userAgent.value());
        replace(draft, fields, "--auth", "Authorization", basic(draft));
        replace(draft, fields, "--host", "Host", host.value());
        return fields;
    }

    private static void replace(
            PlanDraft draft, HeaderFields fields, String option, String name, @Nullable String value) {
        if (value == null) {
            return;
        }
        Header header = draft.attempt(option, () -> new Header(name, value));
        if (header != null) {
            fields.replace(header);
        }
    }

    private @Nullable String basic(PlanDraft draft) {
        String given = auth.value();
        String pair = given == null ? null : draft.attempt("--auth", () -> credentials(given));
        return pair == null
                ? null
                : "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    private static String credentials(String text) {
        SecretText whole = SecretText.of(text);
        int colon = whole.value().indexOf(':');
        if (colon < 1) {
            // The value is not shown: it may be the password alone.
            throw new IllegalArgumentException("must be written as USER:PASSWORD");
        }
        return whole.isSecret()
                ? whole.value()
                : whole.value().substring(0, colon + 1)
                        + SecretText.of(whole.value().substring(colon + 1)).value();
    }

    /** Adds the body and returns whether there is one. */
    private boolean addBody(PlanDraft draft) {
        String text = body.value();
        String file = bodyFile.value();
        if (text != null && file != null) {
            draft.mistake("--body and --body-file exclude each other: give one of them");
        } else if (text != null) {
            SecretText whole = draft.attempt("--body", () -> SecretText.of(text));
            if (whole != null) {
                draft.set("--body", plan -> plan.body(whole));
                return !whole.value().isEmpty();
            }
        } else if (file != null) {
            byte[] bytes = draft.attempt("--body-file", () -> InputFile.read(file));
            if (bytes != null) {
                draft.set("--body-file", plan -> plan.body(bytes));
                return bytes.length > 0;
            }
        }
        return false;
    }
}
