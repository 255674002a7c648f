// Requests by the names that the master knows: a partition hangs on each. Knows diagnostics, buildout,
// python and release.
import { words } from '../../../buildout/index.js'
import type { Diagnostic } from '../../../diagnostics/index.js'
import { holdsUnknown, withoutUnknowns } from '../../../python/index.js'
import { unknownPattern } from '../../../release/index.js'
import { at, changed, inWords, type MoveRule } from '../comparison.js'
import type { Entry, Union } from '../union.js'

interface Asked {
  entry: Entry
  returned: readonly string[] | undefined
  /** The archive's folder, of a pull. */
  archive: string | undefined
}

/** Who is no longer asked for goes on running by itself; who is renamed begins without data. */
export const requests: MoveRule = function* ({ old, now, roles, isOldOpen = false }) {
  const [before, after] = [askedBy(old), askedBy(now)]
  // Without a root that can be read nothing is known of the requests.
  if (before.size === 0 || after.size === 0) return
  const renamed = new Set<string>()
  for (const [name, asked] of before) {
    const other = { message: 'the old release asks for it here', at: at(asked.entry) }
    const kept =
      after.get(name) ?? [...after].find(([each]) => !before.has(each) && mayBe(name, each))?.[1]
    if (kept) {
      yield* lostReturns(name, asked, kept)
      yield* movedArchive(name, asked, kept)
      continue
    }
    if (now.mayHold(asked.entry) || (roles && mayAsk(roles.now, name))) continue
    const successor = [...after].find(
      ([each, { entry }]) => entry.name === asked.entry.name && !before.has(each),
    )
    if (successor) renamed.add(successor[0])
    const entry = successor?.[1].entry
    yield changed(
      'request-lost',
      successor
        ? `"${withoutUnknowns(name)}" is now requested as "${withoutUnknowns(successor[0])}": a new instance, without the data of the old one`
        : `"${withoutUnknowns(name)}" is no longer requested: the root leaves it as it is, with ${holds(asked.entry)}`,
      {
        at: at(entry ?? asked.entry, entry ? 'name' : undefined),
        other: entry ? other : undefined,
        path: `${(entry ?? asked.entry).name}:name`,
        expected: withoutUnknowns(name),
        received: successor && withoutUnknowns(successor[0]),
        hint: 'the master knows an instance by this name: keep it, and with it the partition',
      },
    )
  }
  if (isOldOpen) return
  for (const [name, { entry }] of after) {
    if (renamed.has(name) || [...before.keys()].some((each) => mayBe(name, each))) continue
    if (old.mayHold(entry) || (roles && mayAsk(roles.old, name))) continue
    yield changed(
      'request-new',
      `"${withoutUnknowns(name)}" is requested, and was not requested before`,
      {
        severity: 'info',
        at: at(entry, 'name'),
        path: `${entry.name}:name`,
      },
    )
  }
}

/** Whether a root asks for a name with other parameters. */
function mayAsk(root: Union, name: string): boolean {
  return [...askedBy(root).keys()].some((each) => mayBe(each, name))
}

/** Whether two names may be one, as far as they are known. */
function mayBe(one: string, other: string): boolean {
  if (one === other) return true
  const isMaybe = (a: string, b: string): boolean => holdsUnknown(a) && unknownPattern(a).test(b)
  return isMaybe(one, other) || isMaybe(other, one)
}

function holds({ name }: Entry): string {
  if (name.startsWith('request-pbs-')) return 'its archive, until it is destroyed'
  return name.startsWith('request-pull-backup-server-')
    ? 'the parameters it was given'
    : 'its data, until it is destroyed'
}

function* lostReturns(name: string, before: Asked, after: Asked): Iterable<Diagnostic> {
  const { returned } = after
  const lost = before.returned?.filter((key) => returned?.includes(key) === false) ?? []
  if (lost.length === 0) return
  yield changed('key-lost', `"${withoutUnknowns(name)}" is no longer asked for ${inWords(lost)}`, {
    severity: 'warning',
    at: at(after.entry, 'return'),
    other: { message: 'the old return', at: at(before.entry, 'return') },
    path: `${after.entry.name}:return`,
    expected: inWords(lost),
  })
}

function* movedArchive(name: string, before: Asked, after: Asked): Iterable<Diagnostic> {
  if (before.archive === undefined || mayBe(before.archive, after.archive ?? '')) return
  yield changed(
    'archive-lost',
    `"${withoutUnknowns(name)}" starts a new archive: the old one is no longer pulled`,
    {
      at: at(after.entry, 'config-name'),
      other: { message: 'the old folder', at: at(before.entry, 'config-name') },
      path: `${after.entry.name}:config-name`,
      expected: withoutUnknowns(before.archive),
      received: after.archive && withoutUnknowns(after.archive),
      hint: 'config-name is the folder of the archive: keep it',
    },
  )
}

/** The requests that a release makes, by their names. */
export function askedBy(union: Union): Map<string, Asked> {
  const asked = new Map<string, Asked>()
  for (const entry of union.all('instance')) {
    const recipe = union.recipe('instance', entry.name)
    if (!/^slapos\.cookbook:request(?:optional)?(?:\.serialised)?$/.test(recipe)) continue
    const name = union.value(entry, 'name')
    // A macro that requests inherit has no name; what only the node can tell is compared by nobody.
    if (name === undefined || asked.has(name) || /[{}$]/.test(name)) continue
    const returned = union.value(entry, 'return') ?? ''
    const isPull = union.value(entry, 'config-type') === 'pull'
    asked.set(name, {
      entry,
      returned: /[{}]|^!py!/.test(returned) || holdsUnknown(returned) ? undefined : words(returned),
      archive: isPull ? union.value(entry, 'config-name') : undefined,
    })
  }
  return asked
}
