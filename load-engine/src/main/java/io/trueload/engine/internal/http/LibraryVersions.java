// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.http;

import io.trueload.engine.LoadRunException;
import org.apache.hc.core5.util.VersionInfo;
import org.jspecify.annotations.Nullable;

/**
 * Whether the HTTP libraries on the class path are the pair that the engine was tested with.
 *
 * <p>Another library's BOM may pull one of them to another version; such pairs hang or skip the verification of host names
 * without a word.
 */
final class LibraryVersions {

    private static final String CLIENT = "5.6.";
    private static final String CORE = "5.4.";

    private LibraryVersions() {}

    static void check() {
        ClassLoader loader = LibraryVersions.class.getClassLoader();
        check(release("org.apache.hc.client5", loader), release("org.apache.hc.core5", loader));
    }

    /** Refuses a pair; an unknown version, as in a repackaged jar, is not held against anybody. */
    static void check(String client, String core) {
        if (differs(client, CLIENT) || differs(core, CORE)) {
            throw new LoadRunException("httpclient5 " + client + " with httpcore5 " + core
                    + " is on the class path, but 5.6.x with 5.4.x is needed; another library's BOM may have changed"
                    + " one of them: manage both versions in your build; with a Spring Boot parent, set the properties"
                    + " httpclient5.version and httpcore5.version");
        }
    }

    private static boolean differs(String release, String series) {
        return !release.equals(VersionInfo.UNAVAILABLE) && !release.startsWith(series);
    }

    private static String release(String library, @Nullable ClassLoader loader) {
        VersionInfo version = VersionInfo.loadVersionInfo(library, loader);
        return version == null ? VersionInfo.UNAVAILABLE : version.getRelease();
    }
}
