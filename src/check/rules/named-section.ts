// A rule: where the names lead by which recipes open sections. Knows no other folder.
import type { Rule } from '../context.js'
import { found } from '../finding.js'
import { misled } from '../reference.js'

/** What `-init` and `-extends` name is there: the recipe asks buildout for it. */
export const namedSection: Rule = function* (context) {
  for (const [name, section] of context.sections) {
    if (!context.isUsed(name)) continue
    for (const { section: asked, option, text, setting, in: from } of context.named(section)) {
      // Of a whole section any option will do.
      const to = { section: asked, option: option ?? 'recipe' }
      const wrong = misled(context, name, to, `${from} of [${name}]`)
      if (!wrong) continue
      const isSection = wrong.code === 'reference-section'
      if (!isSection && option === undefined) continue
      const { code, message, severity, ...details } = wrong
      const writer = context.writerOf(setting, text)
      yield found(code, message, {
        ...details,
        // Who publishes early passes over an option that is not there: the key is then nobody's.
        severity: isSection ? severity : 'warning',
        at: writer ? context.locate(writer, text) : { profile: context.profile, start: 0, end: 0 },
        path: `${name}:${from}`,
      })
    }
  }
}
