// A rule: what keeps dumps, loads and takeovers safe is still called. Knows buildout.
import { strip } from '../../buildout/index.js'
import { cut, keeping, loading } from '../chains.js'
import type { Context, Rule } from '../context.js'
import { found, type Finding } from '../finding.js'
import { atOption } from '../options.js'

/** Sections that only a stack of ours has; another's profiles are its own. */
const ours = ['import-run', 'exporter-run']

/** Parts that nobody misses until a dump is needed. */
const watching = [
  'import-on-notification',
  'importer-status-promise',
  'backup-checksum-integrity-promise',
  'cron-entry-backup',
  'exporter-status-promise',
]

/** A profile that changes the stack's sections keeps what they are there for. */
export const safetyBypassed: Rule = function* (context) {
  if (!ours.some((name) => context.sections.has(name))) return
  const bypassed = new Set([...cut(context, loading)].map(({ section }) => section))
  for (const { section, option, to, lost } of cut(context, keeping)) {
    // What does not load at all is told by that.
    if (bypassed.has(section)) continue
    yield found('safety-bypassed', lost, {
      severity: 'warning',
      ...atOption(context, section, option, context.sections.get(section)!.get(option)!),
      expected: to
        .map((name) => (name.includes(':') ? `\${${name}}` : `\${${name}:…}`))
        .join(' or '),
      hint: 'leave the option as the stack has it; what is yours is called by [exporter] and [importer]',
    })
  }
  yield* unsigned(context)
  yield* unwatched(context)
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
function* unwatched(context: Context): Iterable<Finding> {
  if (!context.knowsParts || !context.reached.has('notifier')) return
  const parts = context.sections.get('buildout')?.get('parts')
  for (const name of watching) {
    if (!parts || !context.sections.has(name) || context.reached.has(name)) continue
    yield found('safety-bypassed', `no part leads to [${name}], which the stack has`, {
      severity: 'warning',
      ...atOption(context, 'buildout', 'parts', parts),
      expected: name,
      hint: 'say parts += for what is yours, behind what the stack has',
    })
  }
}
