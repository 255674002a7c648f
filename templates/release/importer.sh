output = ${:wrapper}
data = ${ {{- name }}:data}
inline =
  #!/bin/sh
  # Loads the dump, whose signature was checked, beside the data, and puts it in its place as a
  # whole: a load that fails leaves what was there.
  set -e
  umask 077
  rm -rf '${:data}.new'
  # Yours: a database would be loaded here.
  cp -Rp '${:backup-directory}/data' '${:data}.new'
  # From a takeover on the data here is the leader's: this script may be run by hand, too.
  '${import-load:wrapper-path}' allowed
  # A run that was killed between the two moves left the data there.
  test -d '${:data}' || test ! -d '${:data}.old' || mv '${:data}.old' '${:data}'
  rm -rf '${:data}.old'
  test ! -d '${:data}' || mv '${:data}' '${:data}.old'
  mv '${:data}.new' '${:data}'
  rm -rf '${:data}.old'
