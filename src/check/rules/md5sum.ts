// A rule: the md5sum of a file. Knows this folder alone.
import type { Rule } from '../context.js'
import { found } from '../finding.js'
import { atOption } from '../options.js'

/** An `md5sum` is that of the file beside it. */
export const md5sum: Rule = function* (context) {
  for (const [name, section] of context.sections) {
    const setting = section.get('md5sum')
    if (!setting?.assignment || !section.has('url')) continue
    const [sum, url] = [context.resolved.value(name, 'md5sum'), context.resolved.value(name, 'url')]
    if (sum === undefined || !url?.startsWith('/') || !/^[\da-f]{32}$/i.test(sum)) continue
    const real = context.md5sum(url)
    if (real === undefined || real === sum.toLowerCase()) continue
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
