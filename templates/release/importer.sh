output = ${:wrapper}
data = ${ {{- name }}:data}
inline =
  #!/bin/sh
  # Loads the dump, whose signature was checked, beside the data, and puts it in its place as a
  # whole: a load that fails leaves what was there, and nothing on a disk that it filled.
  set -e
  umask 077
  # A folder that may not be written keeps what it holds.
  remove() {
    test -L "$1" || test ! -d "$1" || chmod -R u+rwX "$1"
    rm -rf "$1"
  }
  remove '${:data}.new'
  trap "remove '${:data}.new'" EXIT
  trap 'exit 143' HUP INT TERM
  # Yours: a database would be loaded here.
  cp -Rp '${:backup-directory}/data' '${:data}.new'
  # Unless a takeover was begun, or another dump came meanwhile. A run that is cut here is taken up by
  # the next one, or by a takeover.
  '${import-load:wrapper-path}' put '${:data}.new' '${:data}'
