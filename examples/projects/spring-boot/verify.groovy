// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
def log = new File(basedir, 'build.log').text

assert log.contains('Load test RandomPortTest.items_areServed: PASS')
assert log.contains('Load test RegisteredTargetTest.items_areServed: PASS')
