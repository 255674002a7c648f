output = ${:wrapper}
data = ${ {{- name }}:data}
inline =
  #!/bin/sh
  # Loads the dump, whose signature was checked, beside the data, and puts it in its place as a
  # whole: a load that fails leaves what was there.
  set -e
  umask 077
  # A folder that may not be written keeps what it holds.
  test ! -d '${:data}.new' || chmod -R u+rwX '${:data}.new'
  rm -rf '${:data}.new'
  # Yours: a database would be loaded here.
  cp -Rp '${:backup-directory}/data' '${:data}.new'
  # Unless a takeover was begun, or another dump came meanwhile. A run that is cut here is taken up by
  # the next one, or by a takeover.
  exec '${import-load:wrapper-path}' put '${:data}.new' '${:data}'
