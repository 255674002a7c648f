// The sections that recipes of slapos.cookbook open by their names, without a reference. Knows buildout's
// white space and python.
import { words } from '../buildout/index.js'
import { holdsUnknown } from '../python/index.js'

/** A section that an option names. */
export interface Named {
  section: string
  /** Undefined where the whole section is meant. */
  option: string | undefined
  /** As it is written. */
  text: string
}

/** The options that name sections: of publish-early, and of whatever publishes. */
export const namingOptions: readonly string[] = ['-init', '-extends']

/**
 * What the value of an option names: each line of `-init` is `KEY SECTION:OPTION`, unless the section
 * sets the key itself; `-extends` is a list of sections.
 */
export function* namedBy(
  option: string,
  value: string,
  isSet: (key: string) => boolean,
): Generator<Named> {
  if (option === '-extends') {
    for (const section of words(value))
      if (isKnown(section)) yield { section, option: undefined, text: section }
  } else if (option === '-init') {
    for (const line of value.split('\n')) {
      const [key, text = ''] = words(line)
      const [section = '', name] = text.split(':')
      if (key === undefined || isSet(key) || section === '' || name === undefined) continue
      if (isKnown(key + text)) yield { section, option: name, text }
    }
  }
}

function isKnown(text: string): boolean {
  return !/[{}$]/.test(text) && !holdsUnknown(text)
}
