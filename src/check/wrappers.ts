// The wrappers of exporters and importers: who runs them, and who writes them. Knows types of buildout.
import { strip } from '../buildout/index.js'
import type { Context } from './context.js'
import { mayBeWrittenBy } from './written.js'

/** Whether something writes the wrapper: the section's recipe, or a part whose file it names. */
export function isWritten({ sections, reached }: Context, name: string): boolean {
  const section = sections.get(name)!
  if (section.has('recipe')) return true
  const wrapper = strip(section.get('wrapper')?.value ?? '')
  for (const [other, options] of sections) {
    if (other === name || !reached.has(other)) continue
    for (const option of mayBeWrittenBy(options)) {
      const { value } = options.get(option)!
      if (strip(value) === wrapper || wrapper.includes(`\${${other}:${option}}`)) return true
    }
  }
  return false
}

/** Whether something runs the wrapper of an exporter or an importer. */
export function isAskedFor(context: Context, name: string): boolean {
  const asked = `\${${name}:wrapper}`
  if (!context.mentions(asked)) return false
  for (const section of context.sections.values())
    for (const { value } of section.values()) if (value.includes(asked)) return true
  return false
}
