// The platform that conditions ask about, and the names by which they do. Knows diagnostics and
// Python's values.
import { shape, type Shape } from '../../diagnostics/index.js'
import { PyObject, type Value } from '../../python/object.js'
import { words } from '../../python/space.js'
import { Module, Tuple } from '../../python/values.js'
import { unresolved } from './unresolved.js'

/** Where a profile is to be processed, as far as its conditions can ask. */
export interface Platform {
  /** Python's version, `[3, 11, 2]`. */
  python: readonly [number, number, number]
  implementation: 'CPython' | 'PyPy' | 'Jython' | 'IronPython'
  /** `sys.platform`. */
  system: 'linux' | 'darwin' | 'win32' | 'cygwin' | 'sunos5'
  /** `platform.machine()`. */
  machine: string
  bits: 32 | 64
  byteOrder: 'little' | 'big'
  /** The engine: SlapOS runs zc.buildout 3, Debian has 2. */
  buildout: 2 | 3
}

const { amount, oneOf, text } = shape

/** What a {@link Platform} must be. */
export const platformShape = shape.record({
  python: {
    ...shape.listOf(amount, 'three numbers, such as [3, 11, 2]'),
    is: (value) => Array.isArray(value) && value.length === 3,
  },
  implementation: oneOf('CPython', 'PyPy', 'Jython', 'IronPython'),
  system: oneOf('linux', 'darwin', 'win32', 'cygwin', 'sunos5'),
  machine: text,
  bits: oneOf(32, 64),
  byteOrder: oneOf('little', 'big'),
  buildout: oneOf(2, 3),
} satisfies Record<keyof Platform, Shape>)

/** CPython 3.11 on Linux x86_64, and the buildout of SlapOS. */
export const defaultPlatform: Platform = {
  python: [3, 11, 2],
  implementation: 'CPython',
  system: 'linux',
  machine: 'x86_64',
  bits: 64,
  byteOrder: 'little',
  buildout: 3,
}

const systems: Record<Platform['system'], string> = {
  linux: 'Linux',
  darwin: 'Darwin',
  win32: 'Windows',
  cygwin: 'CYGWIN_NT',
  sunos5: 'SunOS',
}

/** `sys.version_info`: a tuple with names. */
class VersionInfo extends Tuple {
  override attribute(name: string): Value | undefined {
    return this.items[['major', 'minor', 'micro', 'releaselevel', 'serial'].indexOf(name)]
  }
}

/** A function that is named and not called. */
class Uncalled extends PyObject {
  readonly type = 'function'
  override truth(): boolean {
    return true
  }
}

/** `platform`: what its functions answer. */
export class PlatformModule extends Module {
  constructor(readonly answers: ReadonlyMap<string, Value>) {
    super('platform', new Map(Array.from(answers.keys(), (name) => [name, new Uncalled()])))
  }
}

/**
 * The names that zc.buildout defines for a section's condition (its `_default_globals`): four
 * modules, and truths about Python, the system and the machine.
 */
export function globals(platform: Platform): Map<string, Value> {
  const { python, implementation, system, bits, byteOrder } = platform
  const [major, minor] = python
  const names = new Map<string, Value>([
    ['sys', sysModule(platform)],
    ['os', osModule(platform)],
    ['platform', platformModule(platform)],
    ['re', new Module('re', new Map())],
    ['python2', major === 2],
    ['python3', major === 3],
    ['cpython', implementation === 'CPython'],
    ['pypy', implementation === 'PyPy'],
    ['jython', implementation === 'Jython'],
    ['ironpython', implementation === 'IronPython'],
    ['linux', system === 'linux'],
    ['windows', system === 'win32'],
    ['cygwin', system === 'cygwin'],
    ['solaris', system === 'sunos5'],
    ['macosx', system === 'darwin'],
    ['posix', system !== 'win32'],
    ['bits32', bits === 32],
    ['bits64', bits === 64],
    ['little_endian', byteOrder === 'little'],
    ['big_endian', byteOrder === 'big'],
  ])
  const older = [24, 25, 26, 27, 30, 31, 32, 33, 34, 35, 36]
  const newer = [37, 38, 39, 310, 311, 312, 313, 314, 315]
  for (const version of platform.buildout === 2 ? older : [...older, ...newer])
    names.set(`python${version}`, `${major}${minor}` === String(version))
  return names
}

function sysModule({ python, system, bits, byteOrder }: Platform): Module {
  const [major, minor, micro] = python.map(BigInt) as [bigint, bigint, bigint]
  return new Module(
    'sys',
    new Map<string, Value>([
      ['platform', system],
      ['version_info', new VersionInfo([major, minor, micro, 'final', 0n])],
      ['maxsize', 2n ** BigInt(bits - 1) - 1n],
      ['byteorder', byteOrder],
      ['version', unresolved],
    ]),
  )
}

function osModule({ system }: Platform): Module {
  const windows = system === 'win32'
  return new Module(
    'os',
    new Map<string, Value>([
      ['name', windows ? 'nt' : 'posix'],
      ['sep', windows ? '\\' : '/'],
      ['path', new Module('os.path', new Map())],
      ['environ', unresolved],
    ]),
  )
}

function platformModule({ python, implementation, system, machine, bits }: Platform): Module {
  const version = python.map(String)
  return new PlatformModule(
    new Map<string, Value>([
      ['machine', machine],
      ['system', systems[system]],
      ['python_version', version.join('.')],
      ['python_version_tuple', new Tuple(version)],
      ['python_implementation', implementation],
      ['architecture', new Tuple([`${bits}bit`, system === 'linux' ? 'ELF' : ''])],
    ]),
  )
}

/** Python's own functions and constants, which a condition may name but not find out here. */
export const builtins: ReadonlySet<string> = new Set(
  words(`abs aiter all anext any ascii bin bool breakpoint bytearray bytes callable chr classmethod compile
  complex copyright credits delattr dict dir divmod enumerate eval exec exit filter float format
  frozenset getattr globals hasattr hash help hex id input int isinstance issubclass iter len license
  list locals map max memoryview min next object oct open ord pow print property quit range repr
  reversed round set setattr slice sorted staticmethod str sum super tuple type vars zip
  NotImplemented Ellipsis __debug__ __import__ __name__ __doc__ __build_class__ __loader__
  __spec__ __package__ __builtins__ Exception ValueError TypeError KeyError AttributeError
  ImportError OSError RuntimeError NameError IndexError`),
)
