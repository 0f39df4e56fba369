#!/bin/sh
# Makes dist/refrain-VERSION-linux-ARCH.tar.gz: the executable with Swift's libraries linked in, and beside it, in lib/, the
# shared libraries that it needs beyond the C library, found by $ORIGIN.
set -eu

swift build -c release --product refrain --static-swift-stdlib \
    -Xlinker -rpath -Xlinker '$ORIGIN/lib' -Xlinker --disable-new-dtags
built="$(swift build -c release --show-bin-path --static-swift-stdlib)/refrain"

version=$("$built" --version)
name="refrain-$version-linux-$(uname -m)"
folder="dist/$name"
rm -rf "$folder"
mkdir -p "$folder/lib" "$folder/licenses"
cp "$built" "$folder/refrain"
strip "$folder/refrain"

# All but the C library, which is on every Debian and must be the system's own.
ldd "$folder/refrain" | awk '$2 == "=>" && $3 ~ /^\// {print $3}' |
    grep -vE '/(libc|libm|libdl|libpthread|librt|libresolv|libutil)\.so' |
    while read -r library; do
        real=$(readlink -f "$library")
        cp "$real" "$folder/lib/$(basename "$library")"
        package=$(dpkg-query -S "$real" 2>/dev/null | head -n 1 | cut -d: -f1)
        if [ -n "$package" ] && [ -f "/usr/share/doc/$package/copyright" ]; then
            cp "/usr/share/doc/$package/copyright" "$folder/licenses/$package.txt"
        fi
    done

cp -r LICENSE README.md CHANGELOG.md Documentation Examples "$folder/"
tar -C dist -czf "dist/$name.tar.gz" "$name"
ls -l "dist/$name.tar.gz"
