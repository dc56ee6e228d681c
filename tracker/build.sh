#!/bin/sh
# Builds the script into folder $1 as of version $2, or runs its tests with `--test` before both. Maven calls it.
#
# Does nothing when nothing changed since the last time. Libraries come by npm, from its own cache where it has
# them, and only when the lock file changed.
set -eu

NODE_NEEDED=20.19

fail() {
    # Maven and the launcher look for lines that begin so.
    for line in "$@"; do printf '[ERROR] %s\n' "$line" >&2; done
    exit 1
}

tests=''
if [ "$1" = --test ]; then
    tests=yes
    shift
fi
out=$1
version=$2
mkdir -p "$out"
out=$(CDPATH='' cd -P -- "$out" && pwd)
cd -P -- "$(dirname "$0")"

# A sum of the version and the content of all files that the result depends on.
inputs() {
    {
        printf '%s\n' "$version"
        # shellcheck disable=SC2046 # no file of ours has a blank in its name
        cksum $(find package.json package-lock.json tsconfig.json tsconfig.script.json build.sh scripts src/main/script \
            ${tests:+eslint.config.js .prettierrc.json e2e src/test/script playwright.config.ts vitest.config.ts} -type f | LC_ALL=C sort)
    } | cksum
}

sum=$(inputs)
stamp=$out.${tests:+tested-}inputs
if [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$sum" ] && [ -f "$out/tracker.json" ]; then exit 0; fi

how="Get it with 'apt install nodejs npm', 'brew install node' or from https://nodejs.org."
command -v node >/dev/null 2>&1 ||
    fail "The tracker needs Node.js $NODE_NEEDED or newer to be built, and there is no 'node' on the PATH." "$how"
command -v npm >/dev/null 2>&1 ||
    fail "The tracker needs npm to be built, and there is no 'npm' on the PATH." "$how"
node -e "
const [major, minor] = process.versions.node.split('.').map(Number);
const [wanted, least] = '$NODE_NEEDED'.split('.').map(Number);
process.exit(major > wanted || (major === wanted && minor >= least) ? 0 : 1);
" || fail "The tracker needs Node.js $NODE_NEEDED or newer to be built; this one is $(node --version)." "$how"

# The browser of the tests is the system's own.
PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1
export PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD
lock=$(cksum <package-lock.json)
kept=node_modules/.prox-lock
if [ ! -f "$kept" ] || [ "$(cat "$kept")" != "$lock" ]; then
    npm ci --prefer-offline --no-audit --no-fund --loglevel=error ||
        fail "The tracker's libraries could not be fetched; is there a network (and a proxy in ~/.npmrc, if you need one)?"
    printf '%s\n' "$lock" >"$kept"
fi

if [ -n "$tests" ]; then
    npm run --silent test || fail "The tracker failed its tests; run 'npm test' in tracker for more."
else
    PROX_TRACKER_OUT=$out PROX_VERSION=$version npm run --silent build ||
        fail "The tracker could not be built; run 'npm run build' in tracker for more."
fi
printf '%s\n' "$sum" >"$stamp"
