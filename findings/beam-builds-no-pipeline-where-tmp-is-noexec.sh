#!/usr/bin/env bash
# Beam cannot even build a pipeline where the temporary folder is mounted noexec.
#
# Beam's Java SDK packs its own serialized objects (DoFns, coders, side inputs) with Snappy, also on the
# direct runner and for objects of a few bytes. snappy-java unpacks a native library into java.io.tmpdir
# and loads it from there; hardened servers mount /tmp noexec. What fails is not a step that runs but the
# first transform that is applied, with an UnsatisfiedLinkError ("failed to map segment from shared
# object") that names neither Beam nor the mount. There is no option of Beam's for it; snappy-java's
# property org.xerial.snappy.tempdir (another folder) helps, if every worker's JVM has it before its first
# object is unpacked, and org.xerial.snappy.purejava=true changes nothing.
#
# Apache Beam 2.70.0 (beam-sdks-java-core) with snappy-java 1.1.10.4, Java 17. Source:
# SerializableUtils.serializeToByteArray. Needs root, for the mount. Seen on 2026-12-01:
#   folder that may run:          89 bytes
#   noexec:                       UnsatisfiedLinkError
#   noexec, tempdir elsewhere:    89 bytes
#   noexec, purejava:             UnsatisfiedLinkError
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
cat > pom.xml <<'XML'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>example</groupId><artifactId>example</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>org.apache.beam</groupId><artifactId>beam-sdks-java-core</artifactId><version>2.70.0</version></dependency>
    <dependency><groupId>org.xerial.snappy</groupId><artifactId>snappy-java</artifactId><version>1.1.10.4</version></dependency>
  </dependencies>
</project>
XML
mvn -q -B -ntp org.apache.maven.plugins:maven-dependency-plugin:3.6.0:copy-dependencies -DoutputDirectory=lib
cat > Pack.java <<'JAVA'
class Pack {
  public static void main(String[] none) {
    try {
      System.out.println(
          org.apache.beam.sdk.util.SerializableUtils.serializeToByteArray(
                  new java.util.ArrayList<>(java.util.List.of("a", "b"))).length
              + " bytes");
    } catch (LinkageError e) {
      System.out.println(e.getClass().getSimpleName());
    }
  }
}
JAVA
mkdir runs noexec
pack() { java -cp 'lib/*' "$@" Pack.java 2>/dev/null; }
export -f pack
seen=$(unshare --mount bash -euc '
  mount -t tmpfs -o noexec tmpfs noexec
  echo "folder that may run:          $(pack -Djava.io.tmpdir=runs)"
  echo "noexec:                       $(pack -Djava.io.tmpdir=noexec)"
  echo "noexec, tempdir elsewhere:    $(pack -Djava.io.tmpdir=noexec -Dorg.xerial.snappy.tempdir=runs)"
  echo "noexec, purejava:             $(pack -Djava.io.tmpdir=noexec -Dorg.xerial.snappy.purejava=true)"')
echo "$seen"
bytes=$(sed -n 's/^folder that may run: *//p' <<< "$seen")
[ "$seen" = "folder that may run:          $bytes
noexec:                       UnsatisfiedLinkError
noexec, tempdir elsewhere:    $bytes
noexec, purejava:             UnsatisfiedLinkError" ]
