# Sourced by the programs beside it, in the package's root: puts a Node that can run TypeScript first on PATH.
# Needs nothing but some Node and npm; a newer Node is fetched through npm, once, into .runtime.
wanted_node=24
pinned_node=24.21.0

recent_node() {
  "$1" -e "process.exit(parseInt(process.versions.node, 10) >= $wanted_node ? 0 : 1)" >/dev/null 2>&1
}

fetch_node() {
  rm -rf ".runtime/fetch.$$" && mkdir -p ".runtime/fetch.$$"
  if ! npm install --prefix "$PWD/.runtime/fetch.$$" --no-save --no-package-lock --ignore-scripts --no-audit --no-fund \
    --loglevel=error "node-$1@$pinned_node" >".runtime/fetch.$$/log" 2>&1; then
    echo "Node $wanted_node is needed, and npm could not fetch it: $(tail -n 3 ".runtime/fetch.$$/log" | tr '\n' ' ')" >&2
    echo "Install Node $wanted_node or later, or let npm reach its registry, and try again." >&2
    rm -rf ".runtime/fetch.$$"
    exit 1
  fi
  rm -rf ".runtime/node-$pinned_node"
  mv ".runtime/fetch.$$" ".runtime/node-$pinned_node"
}

if ! command -v npm >/dev/null 2>&1; then
  echo "npm is missing. Install Node 20 or later together with npm, and try again." >&2
  exit 1
fi
if ! recent_node node; then
  node_platform=$(node -p "process.platform + '-' + process.arch" 2>/dev/null || echo linux-x64)
  node_folder="$PWD/.runtime/node-$pinned_node/node_modules/node-$node_platform/bin"
  if ! recent_node "$node_folder/node"; then
    echo "Node $wanted_node or later is not installed: fetching $pinned_node through npm." >&2
    fetch_node "$node_platform"
  fi
  PATH="$node_folder:$PATH"
  export PATH
fi
