#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Trueload Authors
# SPDX-License-Identifier: Apache-2.0
"""Makes the reference vectors beside it, with scipy 1.17 and numpy: python3 vectors.py (others differ in last digits)

The tests of io.trueload.engine.internal.statistics compare with them. Ranks and limits are found by walking along
scipy's distribution function, shares by its beta quantiles, slopes and rank correlations by its own functions. Effective
counts and change points have no function in scipy: they are written down here once more, from their definitions.
"""

import csv
import math
from pathlib import Path

import numpy as np
from scipy import stats

HERE = Path(__file__).parent
RANDOM = np.random.default_rng(20261124)


def write(name, header, rows):
    with open(HERE / (name + ".csv"), "w", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(header)
        out.writerows([[repr(float(c)) if isinstance(c, (float, np.floating)) else c for c in row] for row in rows])


def cell(values):
    return " ".join(repr(v) for v in np.asarray(values).tolist())


def binomial_tails():
    for n in (1, 2, 10, 15, 16, 17, 100, 1_000, 60_000, 1_000_000, 100_000_000):
        for p in (0.5, 0.9, 0.99, 0.999, 0.01, 0.001, 0.0001):
            sd = math.sqrt(n * p * (1 - p))
            ks = {0, n - 1} | {round(n * p + z * sd) for z in (-8, -3, -1, 0, 1, 3, 8)}
            for k in sorted(k for k in ks if 0 <= k < n):
                yield n, p, k, stats.binom.cdf(k, n, p), stats.binom.sf(k, n, p)


def least(condition, near, most):
    """Returns the least number from 0 to most for which the condition holds, looking around a first guess."""
    k = min(max(int(near), 0), most)
    while k > 0 and condition(k - 1):
        k -= 1
    while k < most and not condition(k):
        k += 1
    return k


QUANTILES = (0.5, 0.9, 0.95, 0.99, 0.999, 0.9999)


def order_ranks():
    for q in QUANTILES:
        for n in (1, 5, 6, 10, 30, 299, 368, 490, 1_000, 3_000, 10_000, 30_000, 100_000, 1_000_000):
            for confidence in (0.9, 0.95, 0.99):
                tail = (1 - confidence) / 2
                below = stats.binom(n, q)
                lower = least(lambda k: below.cdf(k) > tail, below.ppf(tail), n)
                upper = 1 + least(lambda k: below.sf(k) <= tail, below.isf(tail), n)
                yield q, n, confidence, lower, upper


def minimum_samples():
    for q in QUANTILES:
        for tail in (0.05, 0.025, 0.01, 0.001):
            n = math.ceil(math.log(tail) / math.log(q))
            assert stats.binom.sf(n - 1, n, q) <= tail < stats.binom.sf(n - 2, n - 1, q)
            yield q, tail, n


def exceedance_limits():
    for q in QUANTILES:
        for n in (50, 490, 1_000, 3_000, 10_000, 100_000):
            for alpha in (0.01, 0.001, 0.0001):
                beyond = stats.binom(n, round(1 - q, 9))
                fail = least(lambda k: beyond.sf(k) <= alpha, beyond.isf(alpha), n)
                proven = least(lambda k: beyond.cdf(k) > alpha, beyond.ppf(alpha), n) - 1
                yield q, n, alpha, fail, proven


def share_bounds():
    for n in (1, 10, 500, 3_000, 100_000):
        for x in sorted({0, 1, n // 1000, n // 100, n // 2, n - 1, n}):
            for confidence in (0.95, 0.99):
                lower = 0.0 if x == 0 else stats.beta.ppf(1 - confidence, x, n - x + 1)
                upper = 1.0 if x == n else stats.beta.ppf(confidence, x + 1, n - x)
                yield n, x, confidence, lower, upper


def effective_count(samples, beyond):
    samples, beyond = np.asarray(samples, float), np.asarray(beyond, float)
    n, m = samples.sum(), len(samples)
    p = beyond.sum() / n
    surplus = beyond - p * samples
    correlation = np.correlate(surplus, surplus, "full")[m - 1:]
    negative = np.flatnonzero(correlation[1:] <= 0)
    kept = 1 + (negative[0] if len(negative) else m - 1)
    long_run = (correlation[0] + 2 * correlation[1:kept].sum()) * m / (m - 1)
    return min(n, max(1, n if long_run == 0 else n * n * p * (1 - p) / long_run))


def effective_counts():
    series = {
        "independent": lambda i, s: RANDOM.binomial(s, 0.01),
        "bursts": lambda i, s: RANDOM.binomial(s, 0.3) if i % 7 == 0 else 0,
        "bursts across borders": lambda i, s: 40 if i % 20 in (3, 4) else 1,
        "second half": lambda i, s: 8 if i >= 30 else 0,
        "evenly": lambda i, s: 2,
        "none": lambda i, s: 0,
        "all": lambda i, s: s,
    }
    for name, beyond in series.items():
        for varied in (False, True):
            samples = [200 + (int(RANDOM.integers(-50, 50)) if varied else 0) for _ in range(60)]
            counts = [int(beyond(i, s)) for i, s in enumerate(samples)]
            yield name, cell(samples), cell(counts), float(effective_count(samples, counts))


def noise(n):
    return np.round(RANDOM.normal(0, 0.03, n), 4)


def series():
    yield "flat", np.full(20, 1.5)
    yield "noise", noise(60)
    yield "ties", np.round(noise(40), 2)
    yield "slow start", noise(60) + np.where(np.arange(60) < 5, 3, 0)
    yield "slow second", noise(20) + np.where(np.arange(20) < 1, 1, 0)
    yield "step", noise(60) + np.where(np.arange(60) < 40, 0, 0.4)
    yield "drift", noise(60) + np.arange(60) * 0.01
    yield "spikes", noise(60) + np.where(np.arange(60) % 7 == 3, 2, 0)
    yield "settling", noise(45) + 2 * np.exp(-np.arange(45) / 4)
    yield "fast start", noise(30) - np.where(np.arange(30) < 8, 0.2, 0)


def trends():
    for name, y in series():
        slope = stats.theilslopes(y).slope
        tau = stats.kendalltau(np.arange(len(y)), y, method="asymptotic")
        deviations = 0.0 if math.isnan(tau.pvalue) else math.copysign(stats.norm.isf(tau.pvalue / 2), tau.statistic)
        yield name, cell(y), float(slope), deviations


def change_points():
    for name, y in series():
        splits = range(1, len(y) - 5 + 1)
        costs = [sum(np.abs(part - np.median(part)).sum() for part in (y[:t], y[t:])) for t in splits]
        best = next(t for t, cost in zip(splits, costs) if cost < min(costs) + 1e-12)
        before, after = y[:best], y[best:]
        step = np.median(after) - np.median(before)
        residuals = np.concatenate([before - np.median(before), after - np.median(after)])
        spread = 1.4826 * np.median(np.abs(residuals))
        deviation = 1.2533 * max(spread, 0.005) * math.sqrt(1 / len(before) + 1 / len(after))
        side = np.sign(step)
        border = (np.median(before) + np.median(after)) / 2
        separate = side != 0 and all(np.sign(border - before) == side) and all(np.sign(after - border) == side)
        yield name, cell(y), best, float(step), float(step / deviation), str(bool(separate)).lower()


def arrival_limits():
    for n in (1_000, 20_000, 100_000):
        for alpha in (0.01, 0.001):
            yield n, alpha, stats.kstwo.isf(alpha, n)


if __name__ == "__main__":
    write("binomial-tails", ["trials", "chance", "successes", "atMost", "moreThan"], binomial_tails())
    write("order-ranks", ["quantile", "samples", "confidence", "lower", "upper"], order_ranks())
    write("minimum-samples", ["quantile", "tail", "samples"], minimum_samples())
    write("exceedance-limits", ["quantile", "samples", "error", "failAbove", "provenUpTo"], exceedance_limits())
    write("share-bounds", ["trials", "successes", "confidence", "lower", "upper"], share_bounds())
    write("effective-counts", ["name", "samples", "beyond", "effective"], effective_counts())
    write("trends", ["name", "values", "slope", "deviations"], trends())
    write("change-points", ["name", "values", "index", "step", "deviations", "separate"], change_points())
    write("kolmogorov-limits", ["samples", "error", "distance"], arrival_limits())
