#!/usr/bin/env bash
# On a manager: brings the running stack to TAG, one service after another, and stops at the first that was taken back.
# `docker stack deploy` replaces all at once, which is more than a small node can carry while people work.
#
#   TAG=1.1 deploy/swarm/update.sh            # on a single node without a registry: … update.sh --no-resolve-image
set -euo pipefail

stack=${STACK:-omniclinica}
update() { # SERVICE IMAGE
  local image=${REGISTRY:-}omniclinica/$2:${TAG:?the tag to update to}
  docker service update --quiet --detach=false --with-registry-auth "${options[@]}" --image "$image" "${stack}_$1" >/dev/null
  # A roll-back that succeeds ends the command with 0, too: what tells is the image.
  case $(docker service inspect --format '{{.Spec.TaskTemplate.ContainerSpec.Image}}' "${stack}_$1") in
    "$image" | "$image"@*) ;;
    *) echo "$1 did not do with $image and was taken back" >&2; exit 1 ;;
  esac
  echo "$1 runs $image"
}

options=("$@")
update migrate migrations
update setup auth
for name in auth inventario historia-clinica facturacion citas logs; do
  update "$name-service" "$name"
  update "$name-relay" "$name"
done
update frontend frontend
