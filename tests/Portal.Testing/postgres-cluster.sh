#!/usr/bin/env bash
# Starts a throwaway PostgreSQL and prints its connection string: postgres-cluster.sh OWNER
# It listens on a socket in its own temporary folder only, so it can meet no other server, and it ends, folder and all,
# soon after the process with the id OWNER has ended, however that ended.
set -euo pipefail
owner=${1:?"the id of the process it lives for"}

bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
[ -n "$bin" ] || { echo "PostgreSQL is not installed under /usr/lib/postgresql." >&2; exit 3; }

folder=$(mktemp -d "${TMPDIR:-/tmp}/portal-postgres-XXXXXX")
as=()
if [ "$(id -u)" = 0 ]; then
    as=(runuser -u postgres --)
    chown postgres "$folder"
fi
cd "$folder"

"${as[@]}" "$bin/initdb" -D "$folder/data" -U portal -A trust -E UTF8 --locale=C.UTF-8 --no-sync >"$folder/initdb.log" 2>&1 \
    || { cat "$folder/initdb.log" >&2; exit 4; }

# Durability is for data that matters, and for measuring (DURABLE=1); everything else stays as PostgreSQL ships it.
cat >>"$folder/data/postgresql.conf" <<CONF
listen_addresses = ''
unix_socket_directories = '$folder'
max_connections = 400
CONF
[ -n "${DURABLE:-}" ] || cat >>"$folder/data/postgresql.conf" <<CONF
fsync = off
synchronous_commit = off
full_page_writes = off
CONF

"${as[@]}" "$bin/pg_ctl" start -w -D "$folder/data" -l "$folder/data/server.log" >/dev/null 2>&1 </dev/null \
    || { cat "$folder/data/server.log" >&2; exit 5; }

setsid bash -c '
    while kill -0 "$1" 2>/dev/null; do sleep 1; done
    server=$(head -n 1 "$2/data/postmaster.pid")
    kill -QUIT "$server"
    while kill -0 "$server" 2>/dev/null; do sleep 0.2; done
    rm -rf "$2"
' watch "$owner" "$folder" >/dev/null 2>&1 </dev/null &

echo "Host=$folder;Username=portal;Database=postgres"
