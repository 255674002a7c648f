import type { Tree } from './tree.js'

/** Something that a running service hangs on, and that is not what it was in the last version. */
export interface Difference {
  where: string
  name: string
  what: string
}

/** What differs between two trees. */
export function differencesOf(last: Tree, now: Tree): Difference[] {
  const places = [...new Set([...Object.keys(last), ...Object.keys(now)])]
  return places.flatMap((where) => {
    const [old, present] = [last[where] ?? {}, now[where] ?? {}]
    const names = [...new Set([...Object.keys(old), ...Object.keys(present)])]
    return names.flatMap((name) => {
      const what =
        old[name] === undefined
          ? 'is new'
          : present[name] === undefined
            ? 'is gone'
            : `is ${JSON.stringify(present[name])}, and was ${JSON.stringify(old[name])}`
      return old[name] === present[name] ? [] : [{ where, name, what }]
    })
  })
}

/** A line of the changelog: the names that it is about, and what becomes of a running service. */
export interface Line {
  names: string[]
  says: string
}

/**
 * The lines under "What runs:" of a changelog's `## Unreleased`: a bullet begins with the names, each in
 * backticks, and after a colon says what it does to a running service. A `*` in a name stands for
 * anything.
 */
export function whatRuns(changelog: string): Line[] {
  const [, unreleased = ''] = /^## Unreleased\n([\s\S]*?)(?=^## |(?![\s\S]))/m.exec(changelog) ?? []
  const [, lines = ''] =
    /^What runs[^\n]*:\n([\s\S]*?)(?=^[^\s-]|(?![\s\S]))/m.exec(unreleased) ?? []
  return lines
    .split(/^- /m)
    .slice(1)
    .map((bullet) => {
      const [, names = '', says = ''] =
        /^((?:`[^`]+`[,\s]*(?:and\s+)?)+):\s([\s\S]*)$/.exec(bullet) ?? []
      return {
        names: [...names.matchAll(/`([^`]+)`/g)].map(([, name]) => name!),
        says: says.trim(),
      }
    })
}

/** Whether a line is about a name. */
export function isAbout({ names }: Line, name: string): boolean {
  return names.some((each) => {
    const pattern = each.split('*').map((text) => text.replace(/[\\^$.|?+()[\]{}]/g, '\\$&'))
    return new RegExp(`^${pattern.join('.*')}$`).test(name)
  })
}

/** Differences as they are told to who made them: each name once, with where it is. */
export function toldOf(differences: readonly Difference[]): string[] {
  const places = new Map<string, string[]>()
  for (const { where, name, what } of differences) {
    const told = `\`${name}\` ${what}`
    places.set(told, [...(places.get(told) ?? []), where])
  }
  return [...places].map(([told, where]) => `${told}: ${where.join(', ')}`)
}
