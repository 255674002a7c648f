// A rule: the md5sum of a file. Knows this folder alone.
import type { Context, Rule } from '../context.js'
import { found } from '../finding.js'
import { atOption } from '../options.js'

/** What names the file that an `md5sum` is of. */
const files = ['url', 'filename', '_update_hash_filename_']

/** Text that is there to be a sum, and is none: an empty one asks for no check, `{{` is filled in later. */
function isNoSum(text: string): boolean {
  return text !== '' && !/[{}$:]/.test(text) && !/^[\da-f]{32}$/i.test(text)
}

/** A macro may hold what whoever inherits it replaces; what parts lead to, and a list of sums, may not. */
function isMeant(context: Context, name: string): boolean {
  const section = context.sections.get(name)!
  return context.reached.has(name) || !(section.has('recipe') || section.has('url'))
}

/** An `md5sum` is that of the file beside it. */
export const md5sum: Rule = function* (context) {
  const reported = new Set<unknown>()
  for (const [name, section] of context.sections) {
    const setting = section.get('md5sum')
    // A sum that others inherit is wrong once.
    if (!setting?.assignment || reported.has(setting.assignment)) continue
    if (!files.some((option) => section.has(option))) continue
    const [sum, url] = [context.resolved.value(name, 'md5sum'), context.resolved.value(name, 'url')]
    if (sum !== undefined && isNoSum(sum) && isMeant(context, name)) {
      reported.add(setting.assignment)
      yield found('wrong-md5sum', `the md5sum of [${name}] is not an MD5 sum`, {
        ...atOption(context, name, 'md5sum', setting),
        expected: '32 hexadecimal digits',
        received: sum,
        hint: 'slapos-resilient hash writes those of a buildout.hash.cfg',
      })
      continue
    }
    if (sum === undefined || !url?.startsWith('/') || !/^[\da-f]{32}$/i.test(sum)) continue
    const real = context.md5sum(url)
    if (real === undefined || real === sum.toLowerCase()) continue
    reported.add(setting.assignment)
    yield found(
      'wrong-md5sum',
      `the md5sum of [${name}] is not that of ${url.slice(url.lastIndexOf('/') + 1)}`,
      {
        ...atOption(context, name, 'md5sum', setting),
        expected: real,
        received: sum,
        hint: 'slapos-resilient hash brings a buildout.hash.cfg up to date',
      },
    )
  }
}
