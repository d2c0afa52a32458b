// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
import groovy.json.JsonSlurper

assert new File(basedir, 'build.log').text.contains('Tests run: 1, Failures: 0, Errors: 0, Skipped: 0, Flakes: 1')

// The rerun's files lie beside those of the run that failed.
def directory = new File(basedir, 'target/trueload')
def name = 'com.example.catalogue.CatalogueTest.items_areServed'
assert directory.list().toList().toSet() == (['', '-2'].collectMany { run ->
    ['json', 'hlog', 'html'].collect { "${name}${run}.${it}".toString() }
} + 'index.html').toSet()
assert new JsonSlurper().parse(new File(directory, "${name}.json")).statusCodes.keySet() == ['503'] as Set
assert new JsonSlurper().parse(new File(directory, "${name}-2.json")).statusCodes.keySet() == ['200'] as Set
