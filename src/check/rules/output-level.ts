// A rule: an instance that would write into the software's folder. Knows release and types of buildout.
import { softwareFolder } from '../../release/index.js'
import type { Section } from '../../buildout/index.js'
import type { Context, Rule } from '../context.js'
import { found } from '../finding.js'
import { writtenBy } from '../written.js'

/** With one dollar `buildout:directory` is the software's, which every instance of it shares. */
export const outputLevel: Rule = function* (context: Context) {
  for (const [name, section] of context.sections) {
    if (!context.reached.has(name)) continue
    for (const option of writtenBy(section)) {
      const { value = '', assignment } = section.get(option) ?? {}
      const isBase = value === softwareFolder && isBelow(section, option)
      if (!assignment || !(isBase || value.startsWith(`${softwareFolder}/`))) continue
      const { profile, valueStart, end } = assignment
      yield found('level-software', `${name}:${option} leads into the software's folder`, {
        at: { profile, start: valueStart, end },
        path: `${name}:${option}`,
        hint: 'write two dollars: $${buildout:directory} is that of the instance',
      })
    }
  }
}

/** Whether a section makes something below one of its options: the folder itself is there anyway. */
function isBelow(section: Section, option: string): boolean {
  return [...section.values()].some(({ value }) => value.startsWith(`\${:${option}}/`))
}
