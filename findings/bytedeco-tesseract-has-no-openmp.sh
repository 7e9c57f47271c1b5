#!/usr/bin/env bash
# Bytedeco's Tesseract is built without OpenMP, although its preset unpacks and loads a libgomp.
#
# Tesseract's documentation advises OMP_THREAD_LIMIT=1 where several processes or threads read at once,
# and the preset for Java loads libgomp.so.1 before Leptonica, which looks as if the advice held. But no
# library of Tesseract or Leptonica in these jars needs libgomp or has a symbol of it: a reading takes one
# thread whatever the variable or omp_set_num_threads says, and no setting makes it take more.
#
# Tesseract 5.5.2-1.5.13, Leptonica 1.87.0-1.5.13, JavaCPP 1.5.13 (org.bytedeco), linux-x86_64; the
# current build script was not at hand. Debian's libtesseract5 5.3.0-2 does need libgomp.so.1.
# Seen on 2026-12-01:
#   libgomp.so.1 in the jars: 1
#   libraries that need it: 0
#   symbols of OpenMP in libtesseract: 0
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
for artifact in tesseract:5.5.2-1.5.13 leptonica:1.87.0-1.5.13; do
  mvn -q -B -ntp org.apache.maven.plugins:maven-dependency-plugin:3.6.0:copy \
    "-Dartifact=org.bytedeco:$artifact:jar:linux-x86_64" -DoutputDirectory=lib
done
for jar in lib/*.jar; do (mkdir -p so && cd so && jar xf "../$jar"); done
libraries=$(find so -name '*.so*' ! -name 'libgomp*')
gomp=$(find so -name 'libgomp.so.1' | wc -l)
needing=0
for library in $libraries; do
  if objdump -p "$library" | grep -q 'NEEDED.*libgomp'; then needing=$((needing + 1)); fi
done
symbols=$(objdump -T so/org/bytedeco/tesseract/linux-x86_64/libtesseract.so.5.5 |
  grep -ciE '(GOMP|omp)_' || true)
seen="libgomp.so.1 in the jars: $gomp
libraries that need it: $needing
symbols of OpenMP in libtesseract: $symbols"
echo "$seen"
[ "$seen" = "libgomp.so.1 in the jars: 1
libraries that need it: 0
symbols of OpenMP in libtesseract: 0" ]
