// The programs that a profile runs besides those of its software. Knows buildout and text.
import { code, strip, type Code } from '../buildout/index.js'
import { programs } from '../text/programs.js'
import type { ProfileKind } from './kinds.js'
import type { Level, LevelText } from './level.js'

/** The programs under `templates/programs/`, by the names of their files without the ending. */
export const programNames = [
  'signature',
  'once',
  'notify',
  'smaller-dump',
  'load',
  'place',
  'takeover',
  'takeover-page',
  'loads',
] as const

type ProgramName = (typeof programNames)[number]

/** A program as a profile's template takes it: its path, and at instance level its indented text. */
export interface Program {
  name: Code
  path: Code
  text: Code
}

/** The text of a program, in Python. */
export function programText(name: ProgramName): string {
  return programs[name]!
}

/**
 * The programs that a kind of instance runs. At software level the stack folder holds them as files
 * of their own; a profile at instance level stands by itself and holds their text.
 */
export function programsOf(kind: ProfileKind, text: LevelText): Program[] {
  return namesOf(kind, text.level).map((name) => ({
    name: code(name),
    path: text.keep(`\${resilient-${name}:${text.level === 'software' ? 'target' : 'output'}}`),
    text: code(text.level === 'software' ? '' : indented(programText(name))),
  }))
}

/** What each profile runs besides what pbsready does; at instance level it holds that too. */
const own: Partial<Record<ProfileKind, readonly ProgramName[]>> = {
  pbsready: ['signature', 'once', 'notify', 'smaller-dump'],
  'pbsready-export': ['loads'],
  'pbsready-import': ['load', 'place', 'takeover', 'takeover-page'],
  'pull-backup': ['notify', 'loads'],
}

function namesOf(kind: ProfileKind, level: Level): readonly ProgramName[] {
  const names = own[kind]
  if (names === undefined) return []
  const isWhole = level === 'software' || kind === 'pbsready' || kind === 'pull-backup'
  return isWhole ? names : [...own.pbsready!, ...names]
}

function indented(text: string): string {
  return strip(text).replace(/^(?=.)/gm, '  ')
}
