# SPDX-FileCopyrightText: The Trueload Authors
# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash disable=SC2154
#
# An nginx of one's own on loopback with one worker, which answers over HTTP/1.1, HTTP/2 and TLS: 12 bytes from memory, or a
# file of 64 KiB or 1 MiB. To be sourced after shared.bash.

PATH=$PATH:/usr/sbin

require_nginx() {
    have nginx nginx-light || fail "nginx could not be had; install the package nginx-light"
    have curl curl || fail "curl could not be had; install the package curl"
    have openssl openssl || fail "openssl could not be had; install the package openssl"
}

free_port() {
    local port
    # Below those from which clients take theirs.
    while port=$((20000 + RANDOM % 10000)) && (: < "/dev/tcp/127.0.0.1/$port") 2> /dev/null; do :; done
    echo "$port"
}

url_of() {
    case $1 in
        http) echo "http://127.0.0.1:$http_port" ;;
        h2c) echo "http://127.0.0.1:$h2c_port" ;;
        https) echo "https://127.0.0.1:$https_port" ;;
    esac
}

configure_nginx() {
    http_port=$(free_port) h2c_port=$(free_port) https_port=$(free_port)
    mkdir "$work/nginx" "$work/files"
    # For the worker, which is another user.
    chmod 711 "$work"
    head -c 65536 /dev/zero > "$work/files/64k"
    head -c 1048576 /dev/zero > "$work/files/1m"
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=localhost \
        -addext subjectAltName=DNS:localhost,IP:127.0.0.1 -keyout "$work/nginx/key" -out "$work/nginx/certificate" \
        2> "$work/errors" || fail "openssl made no certificate: $(tail -n 2 "$work/errors")"
    cat > "$work/nginx/conf" << END
daemon off;
pid pid;
worker_processes 1;
events {
    worker_connections 20000;
    multi_accept on;
}
http {
    access_log off;
    client_body_temp_path body;
    proxy_temp_path proxy;
    fastcgi_temp_path fastcgi;
    uwsgi_temp_path uwsgi;
    scgi_temp_path scgi;
    keepalive_requests 1000000000;
    sendfile on;
    open_file_cache max=10;
    ssl_protocols TLSv1.2 TLSv1.3;
    ssl_certificate certificate;
    ssl_certificate_key key;
    server {
        listen 127.0.0.1:$http_port backlog=16384;
        listen 127.0.0.1:$h2c_port http2 backlog=16384;
        listen 127.0.0.1:$https_port ssl http2 backlog=16384;
        root $work/files;
        location = / { return 200 "hello world\n"; }
        location = /post { return 200 "ok\n"; }
        location = /status { stub_status; }
        location / { }
    }
}
END
}

# Starts nginx after the words before a command that the arguments are.
start_nginx() {
    local waited=0
    "$@" nginx -p "$work/nginx" -c conf -e errors 2> "$work/errors" &
    server=$!
    until curl -s -o /dev/null "$(url_of http)/status"; do
        if [ $((waited += 1)) -gt 50 ] || ! kill -0 "$server" 2> /dev/null; then
            fail "nginx did not start: $(cat "$work/errors" "$work/nginx/errors" 2> /dev/null | tail -n 3)"
        fi
        sleep 0.1
    done
    check_answer "200 12 1.1" http /
    check_answer "200 12 2" h2c / --http2-prior-knowledge
    check_answer "200 12 1.1" https / --http1.1
    check_answer "200 12 2" https /
    check_answer "200 65536 1.1" http /64k
    check_answer "200 1048576 1.1" http /1m
    check_answer "200 3 1.1" http /post --data-binary x
}

check_answer() {
    local expected=$1 scheme=$2 path=$3 answer
    shift 3
    answer=$(curl -sk -o /dev/null -w '%{http_code} %{size_download} %{http_version}' "$@" "$(url_of "$scheme")$path" || true)
    [ "$answer" = "$expected" ] || fail "nginx answers $scheme $path with $answer, not $expected: $(tail -n 3 "$work/nginx/errors")"
}

stop_nginx() {
    kill "$server"
    wait "$server" || true
    server=
}
