// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.statistics;

/** How many separate events the samples beyond a value come from, as far as blocks of time can tell. */
public final class SlowEpisodes {

    /** A block has more than its part if chance alone would make it so in one of a thousand blocks. */
    private static final double CHANCE = 0.001;

    private SlowEpisodes() {}

    /**
     * Returns the number: blocks in a row that each have more than their part are one episode; any other block with a
     * sample beyond the value is one of its own. Blocks without samples separate nothing.
     *
     * @param samples of each block in the order of time
     * @param beyond those of them that lie beyond the value
     */
    public static int count(long[] samples, long[] beyond) {
        long all = 0;
        long allBeyond = 0;
        for (int i = 0; i < samples.length; i++) {
            all += samples[i];
            allBeyond += beyond[i];
        }
        if (allBeyond == 0 || allBeyond == all) {
            return allBeyond == 0 ? 0 : 1;
        }
        double share = (double) allBeyond / all;
        int episodes = 0;
        boolean within = false;
        for (int i = 0; i < samples.length; i++) {
            if (samples[i] == 0) {
                continue;
            }
            boolean burst = new Binomial(samples[i], share).moreThan(beyond[i] - 1) <= CHANCE;
            if (beyond[i] > 0 && !(burst && within)) {
                episodes++;
            }
            within = burst;
        }
        return episodes;
    }
}
