#!/bin/sh
# Rebuilds opa.wasm.br from the pinned sources. Needs Go (the version in go.mod) and Node; the result is the same bytes
# on every machine, so `git diff --exit-code tools/opa` after it proves what is committed.
set -eu
cd "$(dirname "$0")"
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
GOTOOLCHAIN=${GOTOOLCHAIN:-go1.26.8} GOOS=wasip1 GOARCH=wasm CGO_ENABLED=0 GOFLAGS='-mod=readonly -buildvcs=false' \
  go build -trimpath -ldflags='-s -w -buildid=' -o "$scratch/opa.wasm" .
node compress.mjs "$scratch/opa.wasm" opa.wasm.br
cat opa.wasm.br.sha256
