"""zc.buildout, made to start on Python 3.11: the real engine.

2.13.2, as Debian has it; where BUILDOUT_CHECKOUT names a checkout, that.
"""
import collections
import collections.abc
import os
import sys

# The name that Python 3.10 took away, and that this version still asks for.
collections.MutableMapping = collections.abc.MutableMapping

checkout = os.environ.get('BUILDOUT_CHECKOUT')
if checkout:
    sys.path.insert(0, os.path.join(checkout, 'src'))

import pkg_resources  # noqa: E402,F401  finds the other parts of the namespace `zc`
from zc.buildout import buildout as engine, configparser  # noqa: E402,F401
