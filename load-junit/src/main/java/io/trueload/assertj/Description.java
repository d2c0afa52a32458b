// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.assertj;

import org.assertj.core.api.WritableAssertionInfo;

/**
 * What precedes a failure in brackets.
 *
 * @param said how the user described what led to the subject, or an empty text
 * @param name our name of the subject; our own messages contain it, so that only AssertJ's need it in front
 */
record Description(String said, String name) {

    /** Returns the user's words of a subject: its own, or else those that led to it. */
    String saidOf(WritableAssertionInfo info) {
        String text = info.descriptionText();
        return text.equals(toString()) ? said : text;
    }

    @Override
    public String toString() {
        return said.isEmpty() ? name : said + ", " + name;
    }
}
