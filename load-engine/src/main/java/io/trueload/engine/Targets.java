// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/** Checks of the addresses to which load may be sent. */
final class Targets {

    private Targets() {}

    static URI parse(String text) {
        if (!HttpText.isRequestTarget(text.replace("#", ""))) {
            throw new IllegalArgumentException(
                    "target must hold visible ASCII characters only; percent-encode the others: " + HttpText.visible(text));
        }
        try {
            return check(new URI(text));
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("target is not a URL: " + HttpText.visible(text) + " (" + e.getReason()
                    + " at character " + (e.getIndex() + 1) + ")", e);
        }
    }

    static URI check(URI target) {
        String scheme = target.getScheme();
        if (scheme == null || target.getRawSchemeSpecificPart().matches("\\d+(/.*)?")) {
            throw new IllegalArgumentException(
                    "target must be a whole URL such as http://" + target + " : the scheme is missing");
        }
        if (!isHttp(scheme)) {
            throw new IllegalArgumentException("target must begin with http:// or https://: " + target);
        }
        if (target.getHost() == null) {
            throw new IllegalArgumentException("target has no host, or one that cannot be a host name: " + target);
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
        if (!"http".equals(proxy.getScheme()) || proxy.getHost() == null || proxy.getPort() < 1) {
            throw new IllegalArgumentException("proxy must be written as http://host:port: " + withoutUser(proxy));
        }
    }

    private static boolean isHttp(String scheme) {
        String lower = scheme.toLowerCase(Locale.ROOT);
        return lower.equals("http") || lower.equals("https");
    }

    private static String withoutUser(URI proxy) {
        String user = proxy.getRawUserInfo();
        return user == null ? proxy.toString() : proxy.toString().replace(user, "***");
    }
}
