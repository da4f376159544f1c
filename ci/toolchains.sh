#!/usr/bin/env bash
# Installs what the link tests, and those of the HTML report, need on Debian and its kin, by the names of packages. Does nothing where all is there.
# Ends with an error that names what is missing where it can't be had: no apt, no rights, no network.
set -euo pipefail

missing=()
need() {
    for package in "$@"; do
        if ! dpkg-query -W -f '${Status}\n' "$package" 2>/dev/null | grep -q '^install ok'; then
            missing+=("$package")
        fi
    done
}

fail() {
    echo "ci/toolchains.sh: $1; the link tests need the packages: ${missing[*]}" >&2
    exit 1
}

install() {
    [ ${#missing[@]} -gt 0 ] || return 0
    command -v apt-get >/dev/null || fail "no apt-get"
    local root=()
    if [ "$(id -u)" != 0 ]; then
        sudo -n true 2>/dev/null || fail "not root, and sudo asks for a password"
        root=(sudo)
    fi
    local get=("${root[@]}" env DEBIAN_FRONTEND=noninteractive timeout 900 apt-get -qq
        -o Acquire::Retries=1 -o Acquire::http::Timeout=20 -o Acquire::https::Timeout=20 -o DPkg::Lock::Timeout=120)
    # The lists that are there may do.
    "${get[@]}" install -y --no-install-recommends "${missing[@]}" >/dev/null 2>&1 && return 0
    "${get[@]}" update || fail "apt-get update failed"
    "${get[@]}" install -y --no-install-recommends "${missing[@]}" >/dev/null || fail "apt-get install failed"
}

command -v dpkg-query >/dev/null || { missing=(gcc binutils); fail "this is no Debian"; }
need gcc libc6-dev binutils # x86-64
install
missing=()

packages=(
    # i386; gcc-multilib can't stand beside cross compilers
    libc6-dev-i386 "lib32gcc-$(gcc -dumpversion | cut -d. -f1)-dev"
    gcc-aarch64-linux-gnu libc6-dev-arm64-cross   # AArch64
    gcc-arm-linux-gnueabihf libc6-dev-armhf-cross # Arm
    qemu-user                                     # runs both
    wine wine64                                   # runs Windows programs
    lld-19 llvm-19                                # the other linker, and readers of object files
    chromium                                      # opens the HTML report
)
need "${packages[@]}"
install
