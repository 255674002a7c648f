// Promises by the names that the monitor shows. Knows buildout.
import { macrosOf } from '../../../buildout/index.js'
import { at, changed, type MoveRule } from '../comparison.js'
import { isKnownName } from '../role.js'
import type { Entry, Union } from '../union.js'

/** A promise of another name is another promise: its history begins anew. */
export const promises: MoveRule = function* ({ old, now }) {
  const [before, after] = [promisesOf(old), promisesOf(now)]
  for (const [name, entry] of before) {
    if (after.has(name)) continue
    const renamed = [...after].find(
      ([other, { name: section }]) => section === entry.name && !before.has(other),
    )
    const target = renamed?.[1]
    yield changed(
      'promise-renamed',
      renamed
        ? `the promise ${name} is now ${renamed[0]}: the monitor begins its history anew`
        : `the promise ${name} is no longer there`,
      {
        severity: 'info',
        at: at(target ?? entry, 'name'),
        other: target && { message: 'the old name', at: at(entry, 'name') },
        path: `${(target ?? entry).name}:name`,
        expected: name,
        received: renamed?.[0],
      },
    )
  }
}

function promisesOf(union: Union): Map<string, Entry> {
  const promises = new Map<string, Entry>()
  for (const entry of union.all('instance')) {
    const inherits = macrosOf(entry.assignments)
    const isPromise =
      inherits.includes('monitor-promise-base') ||
      union.recipe('instance', entry.name) === 'slapos.cookbook:promise.plugin'
    const name = isPromise ? union.value(entry, 'name') : undefined
    if (name !== undefined && isKnownName(name)) promises.set(name, entry)
  }
  return promises
}
