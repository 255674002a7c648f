// A rule: scripts of the software looked for in the instance. Knows buildout.
import { strip } from '../../buildout/index.js'
import type { Context, Rule } from '../context.js'
import { found } from '../finding.js'

/** What slapos.toolbox puts into the software's bin, and into no instance's. */
const script =
  /\$?\$\{(?:rootdirectory|directory):bin\}\/(?<name>killpidfromfile|slapos-kill|pubsubserver|pubsubnotifier|generatefeed|check-feed-as-promise)(?![\w.-])/g

/** A script of the software's bin is not in the instance's, unless a part puts it there. */
export const softwareScript: Rule = function* (context) {
  const answers = new Map<string, boolean>()
  for (const { name: section, option, setting, assignment } of context.settingsWith(':bin}/')) {
    for (const { 0: received, groups } of setting.value.matchAll(script)) {
      const name = groups!['name']!
      const answer = answers.get(received) ?? mayBeThere(context, received, name)
      answers.set(received, answer)
      if (answer) continue
      yield found(
        'software-script',
        `${name} is in the bin of the software, not in that of the instance`,
        {
          at: context.locate(assignment, received),
          path: `${section}:${option}`,
          received,
          hint: "take it from the software's ${buildout:bin-directory}",
        },
      )
    }
  }
}

/** Whoever names a script alone, or in another folder, may write it, link it or copy it. */
function mayBeThere({ sections }: Context, path: string, name: string): boolean {
  for (const options of sections.values())
    for (const { value } of options.values())
      if (strip(value) === path || value.replaceAll(script, '').includes(name)) return true
  return false
}
