output = ${:wrapper}
dump = ${:backup-directory}.dump
last = ${:backup-directory}.last
inline =
  #!/bin/sh
  # Dumps the data beside the last dump, and puts it in its place only when it is whole and signed:
  # a dump that fails leaves the last one, and nothing on a disk that it filled.
  set -e
  umask 077
  # A folder that may not be written keeps what it holds.
  remove() {
    test -L "$1" || test ! -d "$1" || chmod -R u+rwX "$1"
    rm -rf "$1"
  }
  # A run that was killed between the two moves left the last dump there, and a pass an empty folder since.
  test ! -d '${:last}' || rmdir '${:backup-directory}' 2> /dev/null || :
  test -d '${:backup-directory}' || mv '${:last}' '${:backup-directory}'
  remove '${:dump}'
  trap "remove '${:dump}'" EXIT
  trap 'exit 143' HUP INT TERM
  mkdir '${:dump}'
  # Yours: a database would be dumped here.
  cp -RpH '${ {{- name }}:data}' '${:dump}/data'
  # A link that leads out of the data leads nowhere on a backup.
  away=$(find '${:dump}/data' -type l -exec sh -c 'for link; do
    case $(realpath -m -- "$link") in "$0"/*) ;; *) printf "%s " "$link" ;; esac
  done' "$(realpath '${:dump}/data')" {} +)
  test -z "$away" || {
    echo "$0: put into the data what these lead to: $away" >&2
    exit 1
  }
  '${backup-signature:output}' '${:dump}' > '${:dump}/backup.signature'
  remove '${:last}'
  trap '' HUP INT TERM
  mv '${:backup-directory}' '${:last}'
  mv '${:dump}' '${:backup-directory}'
  remove '${:last}'
