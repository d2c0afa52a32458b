# SPDX-FileCopyrightText: The Trueload Authors
# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash disable=SC2034
#
# What the scripts beside this one have in common, which run load testers: how the tools are had, how a server of the testkit
# is started and its log fetched, how the tools' reports are read, and how tables get into the page.
# To be sourced by bash in the project's directory.

page=docs/accuracy.md
autocannon_version=8.0.0

root=$PWD
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
work=$(mktemp -d)
server=
missing=()

stop() {
    [ -z "$server" ] || kill "$server" 2> /dev/null || true
    rm -rf "$work"
}
trap stop EXIT

fail() {
    echo "${0##*/}: $1" >&2
    exit 2
}

say() {
    echo "${0##*/}: $1" >&2
}

# ---- What is needed

# Installs a package of Debian, as far as that is possible.
install_package() {
    local package=$1 root_command=()
    [ -f /etc/debian_version ] && command -v apt-get > /dev/null || return 0
    say "installing $package"
    [ "$(id -u)" -eq 0 ] || root_command=(sudo -n)
    "${root_command[@]}" apt-get update -q > /dev/null 2>&1 || true
    DEBIAN_FRONTEND=noninteractive "${root_command[@]}" apt-get install -qy --no-install-recommends "$package" \
        > /dev/null 2>&1 || true
}

# Succeeds if a command is there or can be installed from a package of Debian.
have() {
    local command=$1 package=$2
    [ -n "$(type -P "$command")" ] || install_package "$package"
    [ -n "$(type -P "$command")" ]
}

have_autocannon() {
    have npm npm && npm install --silent --no-audit --no-fund --prefix "$work/npm" "autocannon@$autocannon_version" \
        > /dev/null 2>&1
}

# Succeeds if a project below benchmarks/rivals can be built.
have_project() {
    mvn -B -q -f "benchmarks/rivals/$1" compile dependency:copy-dependencies -DincludeScope=runtime > /dev/null 2>&1
}

rival_class_path() {
    echo "$root/benchmarks/rivals/$1/target/classes:$root/benchmarks/rivals/$1/target/dependency/*"
}

# Prints the version of a project's first dependency.
rival_version() {
    sed -n '/<dependency>/,/<\/dependency>/s/.*<version>\(.*\)<.*/\1/p' "benchmarks/rivals/$1/pom.xml" | sed -n 1p
}

# Leaves a tool out unless the rest of the arguments, a command, succeeds.
require() {
    local tool=$1
    shift
    "$@" || {
        say "$tool could not be had and is left out ($*)"
        missing+=("$tool")
    }
}

is_missing() {
    local tool
    for tool in "${missing[@]}"; do
        [ "$tool" != "$1" ] || return 0
    done
    return 1
}

debian_version() {
    dpkg-query -W -f '${Version}' "$1" 2> /dev/null || echo "of unknown version"
}

operating_system() {
    sed -n 's/^PRETTY_NAME="\(.*\)"/\1/p' /etc/os-release
}

# Builds the command and the servers.
build() {
    ./trueload --version > /dev/null
    mvn -B -q -pl load-testkit -am -P '!format,!error-prone' -Dmaven.test.skip=true -Dspotless.check.skip=true \
        -Djacoco.skip=true -Denforcer.skip=true package > "$work/build" 2>&1 \
        || fail "the servers of load-testkit could not be built: $(tail -n 5 "$work/build")"
}

# ---- The server and its log

testkit() {
    exec "$java" -XX:+UseSerialGC -cp load-testkit/target/classes io.trueload.testkit.TestkitMain "$@"
}

# Waits for the first line of a server and prints its port.
port_of() {
    until grep -q '^listening ' "$1"; do sleep 0.1; done
    sed -n 's/^listening //p' "$1"
}

# Starts a server of its own for one tool and sets the variable url.
start() {
    rm -f "$work/commands"
    mkfifo "$work/commands"
    : > "$work/server"
    # shellcheck disable=SC2094 # a pipe
    testkit "$@" --record --stop-with-stdin < "$work/commands" > "$work/server" &
    server=$!
    exec 3> "$work/commands"
    url="http://127.0.0.1:$(port_of "$work/server")/"
}

# Fetches the server's log and ends it. Columns: how long each answer took, how late it was, and its planned delay; in ms.
finish() {
    echo truth >&3
    until [ "$(tail -n 1 "$work/server")" = end ]; do sleep 0.1; done
    exec 3>&-
    wait "$server" || true
    server=
    awk -F, '/^[0-9]/ { if ($4 < 0) print "unanswered"; else print ($4 - $2) / 1e6, ($4 - $2 - $3) / 1e6, $3 / 1e6 }' \
        "$work/server" | LC_ALL=C sort -n > "$work/log"
}

# ---- What the tools' reports tell: requests|p50|p90|p99|longest|requests per second|mean; times in ms

told_hey() {
    awk '$1 == "Slowest:" { max = $2 * 1000 }
        $1 == "Average:" { mean = $2 * 1000 }
        $1 == "Requests/sec:" { rate = $2 }
        $2 == "in" && $4 == "secs" { p[$1] = $3 * 1000 }
        $3 == "responses" { n += $2 }
        END { print n "|" p["50%"] "|" p["90%"] "|" p["99%"] "|" max "|" rate "|" mean }' "$1"
}

told_wrk() {
    awk 'function ms(text) { return text ~ /us$/ ? text / 1000 : text ~ /ms$/ ? text + 0 : text * 1000 }
        $1 == "Latency" && $2 != "Distribution" { mean = ms($2); max = ms($4) }
        $1 == "Requests/sec:" { rate = $2 }
        $1 ~ /%$/ { p[$1] = ms($2) }
        $2 == "requests" { n = $1 }
        END { print n "|" p["50%"] "|" p["90%"] "|" p["99%"] "|" max "|" rate "|" mean }' "$1"
}

told_h2load() {
    awk 'function ms(text) { return text ~ /us$/ ? text / 1000 : text ~ /ms$/ ? text + 0 : text * 1000 }
        $1 == "requests:" { n = $6 }
        $1 == "finished" { rate = $4 }
        $1 " " $2 " " $3 == "time for request:" { max = ms($5); mean = ms($6) }
        END { print n "|not told|not told|not told|" max "|" rate "|" mean }' "$1"
}

told_autocannon() {
    node -e '
        const r = JSON.parse(require("fs").readFileSync(process.argv[1]));
        console.log([r.requests.sent, r.latency.p50, r.latency.p90, r.latency.p99, r.latency.max,
            r["2xx"] / r.duration, r.latency.average].join("|"))' "$1"
}

# ---- The page

# What is said of every measurement: when and on what.
measured_on() {
    echo "Measured on $(date -u +%F), on $(operating_system) with $(nproc) shared processors, $("$java" -version 2>&1 | sed -n '1s/"//gp')$(sed -n 's/^model name[^:]*: */, /p' /proc/cpuinfo | sed -n 1p)"
}

check_markers() {
    [ "$(grep -cx "<!-- $1:\(begin\|end\) -->" "$page")" = 2 ] || fail "no markers $1 in $page"
}

# Replaces what stands between the markers of that name on the page by the file of tables.
write_page() {
    check_markers "$1"
    awk -v tables="$work/tables" -v name="$1" '
        $0 == "<!-- " name ":end -->" { skip = 0 }
        !skip { print }
        $0 == "<!-- " name ":begin -->" { skip = 1; print ""; while ((getline line < tables) > 0) print line; print "" }
        ' "$page" > "$work/page"
    cat "$work/page" > "$page"
}
