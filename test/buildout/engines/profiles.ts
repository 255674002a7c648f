// Profiles of our own that ask each engine for its answer. Knows nothing.

const markers =
  `python_version >= "3.11"|python_version < "3.9"|python_version ~= "3.10"|python_version == "3.*"
python_version in "3.11 3.12"|"3.11" in python_version|python_version not in "2.7"|python_version not  in "2.7"
python_version >= "x"|python_version == python_version|python_version != "3.1*"|python_version != "3.1.*"
python_version == "3.11.0"|python_version == "03.11"|python_version ~= "03.11"|python_version == "v3.*"
python_version ~= "3"|python_version == "1!3.11"|python_version > "0!3"|python_version === "3.11"
python_version === "a b"|python_version > "3.11rc1"|python_version >= "3.11.dev1"|python_version < "3.12a"
python_version <= "3.11.post1"|python_version == "3.11-1"|python_version != "3.11+local"|python_version == " 3.11 "
python_version == ""|python_version > ""|python_versionin"3.11"|python_version>="3"andos_name=="posix"
"3.11rc1" < python_version|"3.11rc1" >= python_version|"3.12" >= python_version|"3.11" == "python_version"
"3.11" == "3.11"|"linux" == "sys.platform"|"python_version" == "3.11"|python_full_version >= "3.11.0"
python_full_version == "3.11.*"|implementation_version > "3.11"|implementation_name == "cpython"
os_name == "posix"|os.name == "posix"|os_name != 'nt'|os_name == "po'six"|os_name < "q"|os_name <= "posix"
os_name ~= "posix"|os_name === "POSIX"|os_name == posix|os_name == "posix" or os_name|os_name == "pos
sys_platform == "linux"|sys.platform == "linux"|sys_platform > "a"|sys_platform <= "linux"|sys_platform ~= "linux"
sys_platform == linuxes|sys_platform in "linux2"|"lin" in sys_platform|sys_platform is "linux"|sys_platform = "linux"
platform_system != "Windows"|platform_machine == "x86_64"|platform.machine == "x86_64"|platform.machine() == "x86_64"
platform_python_implementation == "PyPy"|python_implementation == "CPython"|platform.python_implementation != "PyPy"
platform.system == "Linux"|platform.system() == "Linux"|platform.system < "x"|not platform.machine
extra == "test"|extra in "a"|platform_foo == "x"|os_name == "posix" and extra == "x"
os_name == "posix" and (python_version > "3" or sys_platform == "win32")|(python_version > "3")|((os_name)) == "x"
os_name == "nt" or os_name == "posix" and os_name == "nt"|(os_name == "nt" or os_name == "posix") and os_name == "nt"
os_name == "posix" or nothing|os_name == "nt" and|not os_name == "nt"|os_name == "posix" and not windows
python_version > "3" and linux|linux and python_version > "3"|python_version > "3" > "2"|python_version
"]" == os_name|os_name in "]posix["|os_name == "\\x23"|os_name == "\\x3b" or True`.split(/[|\n]/)

const python =
  `python311|python312|python36|python37|python39|python315|python316|python24|python2|python3
linux|not windows|posix and linux|bits64|bits32|little_endian|cpython and not pypy|True|False|1, 0|()|0|""
sys.version_info >= (3, 8)|sys.version_info[0] == 3|sys.platform.startswith|os.sep == "/"|1 < 2|"a" < 1
sys.maxsize > 2 ** 32|[]|nothing|linux or nothing|1 +|sys|os|python_version is None|linux if python3 else windows`.split(
    /[|\n]/,
  )

const operators = ['==', '!=', '<', '>', '<=', '>=', '~=', '===', 'in', 'not in', 'is']
const names = `python_version python_full_version os_name sys.platform platform_machine
  python_implementation extra`.split(/\s+/)
const texts =
  `3.11 3.11.2 3 3.* 3.11.* 3.12rc1 3.11.dev0 3.10.post2 v3.11 1!3 linux posix x86_64`.split(' ')

/** Every third of all comparisons, each the other way round as often as not. */
const compared = names
  .flatMap((name) => operators.flatMap((operator) => texts.map((text) => [name, operator, text])))
  .filter((_, index) => index % 3 === 0)
  .map(([name, operator, text], index) =>
    index % 2 === 0 ? `${name} ${operator} "${text}"` : `"${text}" ${operator} ${name}`,
  )

/** Conditions of sections. */
export const conditions: readonly string[] = [...markers, ...python, ...compared]

/** The profile that a condition stands in: it has the section `a` where the condition holds. */
export function profileOf(condition: string): string {
  return `[z]\n[a:${condition}]\nx = 1\n`
}
