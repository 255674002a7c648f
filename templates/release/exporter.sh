output = ${:wrapper}
dump = ${:backup-directory}.dump
last = ${:backup-directory}.last
inline =
  #!/bin/sh
  # Dumps the data beside the last dump, and puts it in its place only when it is whole and signed:
  # a dump that fails leaves the last one.
  set -e
  umask 077
  # A folder that may not be written keeps what it holds.
  remove() {
    test ! -d "$1" || chmod -R u+rwX "$1"
    rm -rf "$1"
  }
  remove '${:dump}'
  mkdir '${:dump}'
  # Yours: a database would be dumped here.
  cp -Rp '${ {{- name }}:data}' '${:dump}/data'
  '${backup-signature:output}' '${:dump}' > '${:dump}/backup.signature'
  # A run that was killed between the two moves left the last dump there.
  test -d '${:backup-directory}' || mv '${:last}' '${:backup-directory}'
  remove '${:last}'
  mv '${:backup-directory}' '${:last}'
  mv '${:dump}' '${:backup-directory}'
  remove '${:last}'
