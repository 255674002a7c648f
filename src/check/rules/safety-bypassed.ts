// A rule: what keeps dumps, loads and takeovers safe is still called. Knows buildout.
import { strip } from '../../buildout/index.js'
import { cut, isOurs, unwatched } from '../chains.js'
import type { Context, Rule } from '../context.js'
import { found, type Finding } from '../finding.js'
import { published, watched } from '../links.js'
import { atOption } from '../options.js'

/** A profile that changes the stack's sections keeps what they are there for. */
export const safetyBypassed: Rule = function* (context) {
  if (!isOurs(context)) return
  for (const { section, option, setting, lost, expected } of cut(context, 'safety')) {
    yield found('safety-bypassed', lost, {
      severity: 'warning',
      ...atOption(context, section, option, setting),
      expected,
      hint: 'leave the option as it is in the stack; what is yours is called by [exporter] and [importer]',
    })
  }
  yield* unsigned(context)
  yield* partsLeftOut(context)
}

/** What becomes of a dump without a signature is one of two words. */
function* unsigned(context: Context): Iterable<Finding> {
  const [section, option] = ['post-notification-run', 'unsigned']
  const setting = context.sections.get(section)?.get(option)
  if (!setting || setting.value.includes('$')) return
  if (['refuse', 'load'].includes(strip(setting.value))) return
  yield found('safety-bypassed', `[${section}] does not check with unsigned = ${setting.value}`, {
    ...atOption(context, section, option, setting),
    expected: 'refuse, or load',
    received: setting.value,
  })
}

/** Parts of the stack that the profile's own take away. */
function* partsLeftOut(context: Context): Iterable<Finding> {
  const parts = context.sections.get('buildout')?.get('parts')
  const all = context.sections.has('import-run') ? [...watched, published] : watched
  for (const name of parts ? unwatched(context, all) : []) {
    yield found('safety-bypassed', `no part leads to [${name}], which the stack has`, {
      severity: 'warning',
      ...atOption(context, 'buildout', 'parts', parts!),
      expected: name,
      hint: 'write parts += with what is yours, after what the stack has',
    })
  }
}
