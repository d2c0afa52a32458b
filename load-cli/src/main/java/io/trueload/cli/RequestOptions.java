// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.cli;

import io.trueload.engine.Header;
import io.trueload.engine.SecretText;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say what one request is. */
final class RequestOptions {

    private static final String DEFAULT_CONTENT_TYPE = "text/html";

    @Option(
            names = {"-m", "--method"},
            paramLabel = "NAME",
            description = "method (GET, with a body too)")
    private @Nullable String method;

    @Option(
            names = {"-H", "--header"},
            paramLabel = "'NAME: VALUE'",
            description =
                    "header; repeat for more, all are sent; VALUE may be env:NAME or file:PATH, also after Bearer")
    private List<String> headers = List.of();

    @Option(
            names = {"-d", "--body"},
            paramLabel = "TEXT",
            description = "body, in UTF-8, or env:NAME or file:PATH for a secret one")
    private @Nullable String body;

    @Option(
            names = {"-D", "--body-file"},
            paramLabel = "FILE",
            description = "body from a file")
    private @Nullable String bodyFile;

    @Option(
            names = {"-T", "--content-type"},
            paramLabel = "TYPE",
            description = "Content-Type; '' for none (text/html if there is a body)")
    private @Nullable String contentType;

    @Option(
            names = {"-A", "--accept"},
            paramLabel = "TYPE",
            description = "Accept")
    private @Nullable String accept;

    @Option(
            names = {"-U", "--user-agent"},
            paramLabel = "TEXT",
            description = "User-Agent (trueload/VERSION)")
    private @Nullable String userAgent;

    @Option(
            names = {"-a", "--auth"},
            paramLabel = "USER:PASSWORD",
            description = "basic authentication; PASSWORD, or all of it, may be env:NAME or file:PATH")
    private @Nullable String auth;

    @Option(
            names = {"-host", "--host"},
            paramLabel = "NAME",
            description = "Host header")
    private @Nullable String host;

    void addTo(PlanDraft draft) {
        draft.set("--method", method, (plan, text) -> plan.method(text));
        boolean hasBody = addBody(draft);
        for (Header header : headers(draft, hasBody).all()) {
            draft.set("--header", plan -> plan.header(header));
        }
    }

    private HeaderFields headers(PlanDraft draft, boolean hasBody) {
        var fields = new HeaderFields();
        for (String text : headers) {
            Header header = draft.attempt("--header", () -> Header.parse(text));
            if (header != null) {
                fields.add(header);
            }
        }
        if (!fields.has("Content-Type") && contentType != null && !contentType.isEmpty()) {
            replace(draft, fields, "--content-type", "Content-Type", contentType);
        }
        if (hasBody && contentType == null && !fields.has("Content-Type")) {
            fields.add(new Header("Content-Type", DEFAULT_CONTENT_TYPE));
        }
        replace(draft, fields, "--accept", "Accept", accept);
        replace(draft, fields, "--user-agent", "User-Agent", userAgent);
        replace(draft, fields, "--auth", "Authorization", basic(draft));
        replace(draft, fields, "--host", "Host", host);
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
        String given = auth;
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
        if (body != null && bodyFile != null) {
            draft.mistake("--body and --body-file exclude each other: give one of them");
        } else if (body != null) {
            String text = body;
            SecretText whole = draft.attempt("--body", () -> SecretText.of(text));
            if (whole != null) {
                draft.set("--body", plan -> plan.body(whole));
                return !whole.value().isEmpty();
            }
        } else if (bodyFile != null) {
            String file = bodyFile;
            byte[] bytes = draft.attempt("--body-file", () -> InputFile.read(file));
            if (bytes != null) {
                draft.set("--body-file", plan -> plan.body(bytes));
                return bytes.length > 0;
            }
        }
        return false;
    }
}
