// What options come to where only a node knows some of them. Knows buildout and python.
import { strip } from '../buildout/index.js'
import { references, type Section } from '../buildout/index.js'
import { closing, holdsUnknown, opening, Unknown } from '../python/index.js'
import { isConfiguration, parameterText, setByConfiguration, type Given } from './given.js'
import { fileRecipeOf } from './recipes.js'
import { assignedIn, codeOptions, isOverwritten, type AssignedBy } from './sets.js'

/** Bounds references to references, and what they grow to. */
const [deepest, longest] = [60, 1 << 22]

/**
 * The values of a level's options: references are replaced, and what a recipe sets, or only a node
 * knows, stands there under a name of its own.
 */
export class Values {
  readonly #known = new Map<string, string>()
  /** What is not known, while one value is put together: options that refer twice to the next one ask 2^n times. */
  readonly #unknown = new Map<string, string>()
  readonly #open = new Set<string>()
  #assigned: AssignedBy | undefined
  /** The section whose code decides, by the name of what is not known. */
  readonly #byCode = new Map<string, string>()

  constructor(
    readonly sections: ReadonlyMap<string, Section>,
    /** The options that a condition may set which only the node can decide. */
    readonly undecided: ReadonlyMap<string, ReadonlySet<string>> = new Map(),
    /** What the instance is requested with, where that is known. */
    readonly given?: Given,
  ) {}

  /**
   * An option's value; undefined where no profile sets it, and no recipe that is known. What refers to an
   * option of its own section reads it before the recipe runs.
   */
  get(section: string, option: string, isOwn = false): string | undefined {
    const own = this.sections.get(section)
    if (this.given) {
      const text = parameterText(
        this.given,
        section,
        own,
        option,
        (name) => new Unknown(name, true),
      )
      if (text !== undefined) return text
      // The recipe sets it, whatever the profile has there.
      if (isConfiguration(section, own) && setByConfiguration.has(option))
        return named(`${section}.${option}`)
    }
    if (!own) return undefined
    if (this.undecided.get(section)?.has(option)) return named(`${section}.${option}`)
    if (!isOwn && this.#isSet(section, own, option)) return named(`${section}.${option}`)
    if (own.has(option)) {
      const value = this.#value(section, option)
      // A relative folder of buildout's is in the one that it runs in.
      const isRelative = section === 'buildout' && /^[\w.-]+$/.test(value)
      return isRelative && option.endsWith('-directory')
        ? `${this.get('buildout', 'directory') ?? ''}/${value}`
        : value
    }
    if (option === '_buildout_section_name_') return section
    return computed(section, own, option, this)
  }

  /** A text of a section with its references replaced. */
  fill(text: string, section: string): string {
    if (!text.includes('${')) return text
    let filled = ''
    let at = 0
    for (const reference of references(text)) {
      if (reference.escaped || reference.problem !== undefined) continue
      filled += text.slice(at, reference.start) + this.of(reference, section)
      at = reference.end
    }
    filled += text.slice(at)
    return filled.length > longest ? named('long') : filled
  }

  /** What a reference of a section comes to. */
  of({ section, option }: { section: string; option: string }, asking: string): string {
    if (option === '_buildout_section_name_') return asking
    const from = section || asking
    return this.get(from, option, from === asking) ?? named(`${from}.${option}`)
  }

  /** What decides what an unknown stands for, in words. */
  causeOf(name: string): string {
    const section = this.#byCode.get(name)
    return section === undefined ? name : `the code of [${section}]`
  }

  /** Whether the recipe of a section, or code, sets an option whatever the profile has there. */
  #isSet(section: string, own: Section, option: string): boolean {
    if (own.has(option) && isOverwritten(own, option)) return true
    this.#assigned ??= assignedIn(this.sections)
    const { options, by } = this.#assigned.get(section) ?? {}
    if (options === undefined || option === 'recipe' || codeOptions.includes(option)) return false
    if (options === 'all' ? !own.has(option) : !options.has(option)) return false
    this.#byCode.set(nameOf(`${section}.${option}`), by!)
    return true
  }

  #value(section: string, option: string): string {
    const key = `${section}\0${option}`
    const known = this.#known.get(key) ?? this.#unknown.get(key)
    if (known !== undefined) return known
    if (this.#open.has(key) || this.#open.size > deepest) return named(`${section}.${option}`)
    this.#open.add(key)
    const value = plainText(this.fill(this.sections.get(section)!.get(option)!.value, section))
    this.#open.delete(key)
    if (this.#open.size === 0) this.#unknown.clear()
    // What a loop, or too deep a chain, cut off may be known when another asks.
    const isWhole = this.#open.size === 0 || !holdsUnknown(value)
    const values = isWhole ? this.#known : this.#unknown
    values.set(key, value)
    return value
  }
}

/** A serialised text as the text that it is; other serialised values stay as they are. */
function plainText(value: string): string {
  // Where a shared part comes to lie, only its build knows.
  if (value.includes('@@LOCATION@@')) return value.replaceAll('@@LOCATION@@', named('location'))
  const literal = /^!py!(?:'([^'\\]*)'|"([^"\\]*)")$/.exec(strip(value))
  return literal ? (literal[1] ?? literal[2] ?? '') : value
}

/** What stands for a value that is not known. */
export function named(name: string): string {
  return `${opening}${nameOf(name)}${closing}`
}

function nameOf(name: string): string {
  return name.replace(/[^\w.-]+/g, '-').slice(0, 80)
}

/** Where a recipe puts its file, where the profile does not say. */
function computed(
  name: string,
  section: Section,
  option: string,
  values: Values,
): string | undefined {
  if (!fileRecipeOf(section)?.isInParts) return undefined
  const location =
    values.sections.get(name)!.has('location') || option === 'location'
      ? undefined
      : values.get(name, 'location')
  if (option === 'location') return `${values.get('buildout', 'parts-directory') ?? ''}/${name}`
  if (option !== 'target') return undefined
  return `${location ?? values.get(name, 'location')!}/${fileNames(name, values)[0]}`
}

/** The names under which a fetched file may lie, the one that the recipe takes first. */
export function fileNames(section: string, values: Values): string[] {
  const own = values.sections.get(section)!
  const url = own.has('url') ? values.get(section, 'url')! : ''
  const names = ['filename', 'download-filename'].flatMap((option) =>
    own.has(option) ? [values.get(section, option)!] : [],
  )
  return [...names, section, baseName(url)].filter((name) => name !== '')
}

/** A path or a URL without the checksum behind its `#`. */
export function beforeHash(url: string): string {
  const hash = url.indexOf('#')
  return hash < 0 ? url : url.slice(0, hash)
}

/** The last part of a path or a URL, without what begins at `#`. */
export function baseName(url: string): string {
  const path = beforeHash(url)
  return path.slice(path.lastIndexOf('/') + 1)
}
