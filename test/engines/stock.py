"""zc.buildout 2.13.2, as Debian has it, made to start on Python 3.11: the real engine."""
import collections
import collections.abc

# The name that Python 3.10 took away, and that this version still asks for.
collections.MutableMapping = collections.abc.MutableMapping

import pkg_resources  # noqa: E402,F401  finds the other parts of the namespace `zc`
from zc.buildout import buildout as engine, configparser  # noqa: E402,F401
