// A rule: scripts of the software looked for in the instance. Knows this folder alone.
import type { Rule } from '../context.js'
import { found } from '../finding.js'

/** What slapos.toolbox puts into the software's bin, and into no instance's. */
const script =
  /\$?\$\{(?:rootdirectory|directory):bin\}\/(?<name>killpidfromfile|slapos-kill|pubsubserver|pubsubnotifier|generatefeed|check-feed-as-promise)(?![\w.-])/g

/** A script of the software's bin is not in the instance's, unless a part puts it there. */
export const softwareScript: Rule = function* (context) {
  const settings = [...context.sections].flatMap(([section, options]) =>
    [...options].map(([option, setting]) => ({ section, option, setting })),
  )
  const answers = new Map<string, boolean>()
  // Whoever names it alone, or in another folder, may write it, link it or copy it.
  const mayBeThere = (path: string, name: string): boolean => {
    const known = answers.get(path)
    if (known !== undefined) return known
    const answer = settings.some(
      ({ setting: { value } }) =>
        value.trim() === path || value.replaceAll(script, '').includes(name),
    )
    answers.set(path, answer)
    return answer
  }
  for (const { section, option, setting } of settings) {
    if (!setting.assignment || !context.isUsed(section)) continue
    for (const { 0: received, groups } of setting.value.matchAll(script)) {
      const name = groups!['name']!
      if (mayBeThere(received, name)) continue
      yield found(
        'software-script',
        `${name} is in the bin of the software, not in that of the instance`,
        {
          at: context.locate(setting.assignment, received),
          path: `${section}:${option}`,
          received,
          hint: "take it from the software's ${buildout:bin-directory}",
        },
      )
    }
  }
}
