#!/usr/bin/env bash
# On a manager: makes what is secret (deploy/secrets.py) and gives it to the swarm. Prints the line that stack.yml needs.
# What a swarm was given it cannot change, so every set of secrets has names of its own. `secrets.sh rotate` makes new
# keys for the sessions. Managed servers: DATABASE_URL_FILE, REDIS_URL_FILE and, if need be, MANAGED_CA_FILE. Mail: SMTP_PASSWORD_FILE. A provider of messages: MESSAGES_SECRET_FILE. A bucket of files: FILES_S3_SECRET_FILE.
set -euo pipefail

folder=${SECRETS_DIR:-/etc/omniclinica/secrets}
image=${REGISTRY:-}omniclinica/migrations:${TAG:-latest}
install -d -m 700 "$folder"

options=()
for name in DATABASE_URL_FILE REDIS_URL_FILE MANAGED_CA_FILE SMTP_PASSWORD_FILE MESSAGES_SECRET_FILE FILES_S3_SECRET_FILE; do
  [ -z "${!name-}" ] || options+=(-e "$name=/given/$name" -v "$(realpath "${!name}"):/given/$name:ro")
done
docker run --rm --network none --user 0:0 --cap-drop ALL --read-only -v "$folder:/secrets" "${options[@]}" \
  "$image" python -m deploy.secrets "$@" >&2

set=$(cd "$folder" && find . -type f | LC_ALL=C sort | xargs sha256sum | sha256sum | cut -c1-8)
give() { # NAME FILE
  docker secret inspect "omniclinica-$set-$1" >/dev/null 2>&1 || docker secret create "omniclinica-$set-$1" "$2" >/dev/null
}
cd "$folder"
for service in auth inventario historia_clinica facturacion citas logs; do
  give "$service-database-url" "$service/database-url"
  give "$service-client" "$service/client-secret"
  give "$service-role" "migrate/role-$service"
done
give owner-database-url migrate/database-url
give redis-url auth/redis-url
give jwks auth/jwks.json
give signing-keys auth/signing-keys.json
give metrics-client setup/metrics-client
give postgres-password postgres/password
give redis-conf redis/redis.conf
if [ -s auth/smtp-password ]; then give smtp-password auth/smtp-password; else give smtp-password <(echo); fi
if [ -s auth/messages-secret ]; then give messages-secret auth/messages-secret; else give messages-secret <(echo); fi
if [ -s auth/files-s3-secret ]; then give files-s3-secret auth/files-s3-secret; else give files-s3-secret <(echo); fi
if [ -f auth/managed-ca.pem ]; then give managed-ca auth/managed-ca.pem; else give managed-ca <(echo none); fi
echo "export SECRETS=$set"
