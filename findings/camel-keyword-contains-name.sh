#!/bin/sh
# An additional sensitive keyword of Camel masks every property whose last part is any piece of it.
#
# Library:   org.apache.camel:camel-main 4.18.0 (the same code is in 4.22.0)
# Behaviour: CamelContextHelper.containsSensitive asks whether the text of all additional keywords
#            contains the property's last part, not whether one of them is equal to it; the list is
#            not even split at its commas. So the keyword username, which Camel knows by itself,
#            makes camel.main.name sensitive.
# Seen:      without keywords:         camel.main.name false, camel.main.e false, shop.me,bo false
#            with username,bonus:      camel.main.name true,  camel.main.e true,  shop.me,bo true
# Matters:   Camel Main masks those properties in its summary, and Camel 4.22 refuses to start with
#            them under camel.security.secretPolicy=fail.
#
# Needs Maven and JDK 17. Fails if the behaviour changes.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat > pom.xml <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId>
  <artifactId>finding</artifactId>
  <version>1</version>
  <dependencies>
    <dependency>
      <groupId>org.apache.camel</groupId>
      <artifactId>camel-main</artifactId>
      <version>4.18.0</version>
    </dependency>
  </dependencies>
</project>
POM
mvn -q -B -ntp org.apache.maven.plugins:maven-dependency-plugin:3.9.0:copy-dependencies -DoutputDirectory=lib
cat > Finding.java <<'JAVA'
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.CamelContextHelper;

public class Finding {
    public static void main(String[] arguments) throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            print(context, "without");
            context.getCamelContextExtension().setAdditionalSensitiveKeywords("username,bonus");
            print(context, "with");
        }
    }

    private static void print(DefaultCamelContext context, String when) {
        for (String name : new String[] {"camel.main.name", "camel.main.e", "shop.me,bo"}) {
            System.out.println(when + " " + name + " "
                    + CamelContextHelper.containsSensitive(context, name));
        }
    }
}
JAVA
java -cp 'lib/*' Finding.java 2>/dev/null > seen
cat seen
cat > expected <<'TEXT'
without camel.main.name false
without camel.main.e false
without shop.me,bo false
with camel.main.name true
with camel.main.e true
with shop.me,bo true
TEXT
if cmp -s seen expected; then
    echo "As described: a keyword makes each piece of itself sensitive."
else
    echo "Changed: see the difference above." >&2
    exit 1
fi
