// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
def reports = new File(basedir, 'target/failsafe-reports')
def annotated = new File(reports, 'TEST-com.example.catalogue.CatalogueIT.xml').text
def log = new File(basedir, 'build.log').text

if (System.getenv('TRUELOAD_REQUIRE_DOCKER') == 'true') {
    def byHand = new File(reports, 'TEST-com.example.catalogue.TesterIT.xml').text
    assert log.contains('Load test CatalogueIT.items_areServed: PASS')
    assert log.contains('Load test CatalogueIT.items_areServed_onTheirOwnNetwork: PASS')
    assert log.contains('  target       no CPU limit; memory ')
    assert annotated.contains('skipped="0"') && byHand.contains('skipped="0"')
    assert byHand.contains('tests="2"')
} else if (!log.contains('Load test CatalogueIT')) {
    // Without Docker nothing runs, and that is told.
    assert annotated.contains('<skipped')
}
