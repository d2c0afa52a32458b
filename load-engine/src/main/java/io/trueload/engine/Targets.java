// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Pattern;

/** Checks of the addresses to which load may be sent. */
final class Targets {

    private static final Pattern USER_INFO = Pattern.compile("^((?:[^/?#]*:)?//)?.*@", Pattern.DOTALL);

    private Targets() {}

    static URI parse(String text) {
        if (!HttpText.isRequestTarget(text.replace("#", ""))) {
            throw new IllegalArgumentException(
                    "target must hold visible ASCII characters only; percent-encode the others: " + shown(text));
        }
        try {
            return check(new URI(text));
        } catch (URISyntaxException e) {
            // Without the cause, whose message holds the whole text.
            throw new IllegalArgumentException("target is not a URL: " + shown(text) + " (" + e.getReason()
                    + " at character " + (e.getIndex() + 1) + ")");
        }
    }

    static URI check(URI target) {
        String shown = shown(target.toString());
        String scheme = target.getScheme();
        if (scheme == null || target.getRawSchemeSpecificPart().matches("\\d+(/.*)?")) {
            throw new IllegalArgumentException(
                    "target must be a whole URL such as http://" + shown + " : the scheme is missing");
        }
        if (!isHttp(scheme)) {
            throw new IllegalArgumentException("target must begin with http:// or https://: " + shown);
        }
        if (target.getHost() == null) {
            throw new IllegalArgumentException("target has no host, or one that cannot be a host name: " + shown);
        }
        if (target.getPort() == 0 || target.getPort() > 65_535) {
            throw new IllegalArgumentException("port must be between 1 and 65535: " + target.getPort());
        }
        if (target.getRawUserInfo() != null) {
            throw new IllegalArgumentException(
                    "target must not hold a user name or password; give them as basic authentication");
        }
        return target;
    }

    static void checkProxy(URI proxy) {
        if (!"http".equals(proxy.getScheme())
                || proxy.getHost() == null
                || proxy.getPort() < 1
                || proxy.getPort() > 65_535) {
            // Not shown: what is no such address may be a password.
            throw new IllegalArgumentException("proxy must be written as http://host:port");
        }
    }

    private static boolean isHttp(String scheme) {
        String lower = scheme.toLowerCase(Locale.ROOT);
        return lower.equals("http") || lower.equals("https");
    }

    /** Returns the text without user name, password and secret parameters, also where the rest is no URL. */
    private static String shown(String text) {
        return HttpText.visible(SecretNames.masked(USER_INFO.matcher(text).replaceFirst("$1***@")));
    }
}
