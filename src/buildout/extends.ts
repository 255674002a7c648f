// What a profile extends, read and merged. Knows diagnostics and python.
import {
  checkText,
  finding,
  grouped,
  ResilientError,
  wayBack,
  type Diagnostic,
} from '../diagnostics/index.js'
import { Setting, updateSections, type Section, type Sections } from './merge.js'
import type { Platform } from './condition/index.js'
import { parseProfile } from './parse.js'
import { folderOf, isUrl, joinPath } from './path.js'
import type { Assignment, Profile } from './profile.js'
import { Kept } from '../python/kept.js'
import { spaceClass, words } from '../python/space.js'
import { Unreadable } from './unreadable.js'

/** Gives a profile's text; throws a {@link ResilientError} where it cannot. */
export type ProfileReader = (path: string) => string

/** What a profile and all that it extends come to, before macros and references. */
export interface Extended {
  sections: Sections
  /** Every profile that was read, by its path. */
  profiles: ReadonlyMap<string, Profile>
  /** The paths of what each of them extends itself. */
  extending: ReadonlyMap<string, readonly string[]>
  /** What is extended but not read: URLs, and names that are filled in later. */
  unread: string[]
  /** Whether everything that is extended was read. */
  complete: boolean
  diagnostics: Diagnostic[]
}

/** Profiles that others extend, by their path: many releases extend the same. */
const parsed = new Kept<Profile>(1 << 23)

function parsedOnce(text: string, file: string, platform: Platform): Profile {
  const known = parsed.get(file)
  if (known?.text === text && known.platform === platform) return known
  const profile = parseProfile(text, { file, platform })
  parsed.keep(file, profile, text.length)
  return profile
}

/**
 * How many sections and options profiles may take from those that they extend, in all: one that is extended twice
 * is taken twice, with the history of each option.
 */
export const mostTaken = 2_000_000

interface Node {
  path: string
  profile: Profile
  /** What it names, which is next, and how far its text is looked through for them. */
  extends: { names: string[]; next: number; at: number; assignment: Assignment | undefined }
  children: Node[]
  /** How many are still to take the result; the last one takes it without a copy. */
  takers: number
  result: Sections | undefined
}

/**
 * Reads what a profile extends, as zc.buildout's `_open` does: depth first, later files over earlier
 * ones, the profile over all. A file is read once, however often it is extended; a loop, an
 * unreadable file and a URL are reported and left out, what `isLater` knows to come from elsewhere is not reported.
 */
export function extendProfile(
  root: Profile,
  path: string,
  reader: ProfileReader,
  isLater: (name: string) => boolean = () => false,
): Extended {
  const walk = new Walk(reader, isLater)
  const first = makeNode(path, root)
  const order = walk.from(first)
  let left = mostTaken
  for (const node of order) {
    const isTooMuch = (left -= sizeOfChildren(node)) < 0
    if (isTooMuch) walk.leaveOut(tooMuch(node))
    // What is more is taken as if the profile extended nothing.
    node.result = merge(node, isTooMuch ? [] : node.children)
  }
  const { unread, complete, diagnostics, profiles } = walk
  const extending = new Map(
    order.map(({ path: each, children }) => [each, children.map((child) => child.path)]),
  )
  return {
    sections: first.result!,
    profiles,
    extending,
    unread: [...unread],
    complete,
    diagnostics,
  }
}

/** One way through the profiles that extend each other. */
class Walk {
  readonly diagnostics: Diagnostic[] = []
  readonly unread = new Set<string>()
  complete = true
  readonly #nodes = new Map<string, Node>()

  constructor(
    readonly reader: ProfileReader,
    readonly isLater: (name: string) => boolean,
  ) {}

  get profiles(): Map<string, Profile> {
    return new Map([...this.#nodes].map(([path, { profile }]) => [path, profile]))
  }

  /** Every profile after those that it extends. */
  from(first: Node): Node[] {
    this.#nodes.set(first.path, first)
    this.#mayExtend(first.profile)
    const order: Node[] = []
    const open = new Set([first])
    const looping = new Set<Node>()
    for (const stack = [first]; stack.length > 0;) {
      const node = stack.at(-1)!
      const name = node.extends.names[node.extends.next++]
      if (name === undefined) {
        stack.pop()
        open.delete(node)
        order.push(node)
        continue
      }
      const child = this.#find(name, node)
      if (!child) continue
      if (open.has(child)) {
        // One is told of each profile: a thousand that all extend each other have a million.
        const isFirst = looping.size < looping.add(node).size
        this.leaveOut(...(isFirst ? [loop(stack.slice(stack.indexOf(child)), node, name)] : []))
        continue
      }
      child.takers++
      node.children.push(child)
      // Read before, by another profile.
      if (child.takers > 1) continue
      stack.push(child)
      open.add(child)
    }
    return order
  }

  #find(name: string, node: Node): Node | undefined {
    if (isUrl(name) || /[{}$]/.test(name) || this.isLater(name)) {
      this.unread.add(name)
      this.leaveOut(...(isUrl(name) ? [notFetched(node, name)] : []))
      return undefined
    }
    const target = joinPath(folderOf(node.path), name)
    const known = this.#nodes.get(target)
    if (known) return known
    try {
      const text: unknown = this.reader(target)
      checkText('what reader() gives', text)
      const { platform } = node.profile
      const made = makeNode(target, parsedOnce(text, target, platform))
      this.#nodes.set(target, made)
      this.#mayExtend(made.profile)
      return made
    } catch (error) {
      if (!(error instanceof ResilientError)) throw error
      const [cause] = error.diagnostics
      // A reader that gives what is not text is the caller's mistake, not the profile's.
      if (cause.code === 'bad-argument') throw error
      if (cause.code !== 'unreadable-file') this.leaveOut(...error.diagnostics)
      else this.leaveOut(this.#outside(node, name) ?? missing(node, name, reasonOf(error)))
      return undefined
    }
  }

  /** What only the node can tell may extend more. */
  #mayExtend({ undecided }: Profile): void {
    if (undecided.get('buildout')?.has('extends')) this.leaveOut()
  }

  /** What is extended and not there leaves the whole unfinished, whether there is a finding or not. */
  leaveOut(...found: Diagnostic[]): void {
    this.complete = false
    for (const each of found) this.diagnostics.push(each)
  }

  /** A release is written outside SlapOS's tree too: then its stack and components are not there. */
  #outside(node: Node, name: string): Diagnostic | undefined {
    const [, up, top] = /^((?:\.\.\/)+)(component|stack\/[^/]+)\//.exec(name) ?? []
    if (top === undefined) return undefined
    // A stack/ that holds nothing but ours is not SlapOS's.
    for (const folder of ['component', top])
      if (this.#isFolder(joinPath(folderOf(node.path), `${up}${folder}`))) return undefined
    this.unread.add(name)
    return notHere(node, name)
  }

  /** Whether what cannot be read as a profile is a folder that is there. */
  #isFolder(path: string): boolean {
    try {
      this.reader(path)
    } catch (error) {
      return error instanceof Unreadable && error.isFolder
    }
    return false
  }
}

function makeNode(path: string, profile: Profile): Node {
  const assignment = profile.sections.get('buildout')?.get('extends')
  const names = assignment ? words(assignment.value) : []
  return {
    path,
    profile,
    extends: { names, next: 0, at: assignment?.valueStart ?? 0, assignment },
    children: [],
    takers: 0,
    result: undefined,
  }
}

/** How many options profiles take from what they extend. */
function sizeOfChildren({ children }: Node): number {
  const sizes = new Map<Node, number>()
  let sum = 0
  for (const child of children) {
    let size = sizes.get(child)
    if (size === undefined) {
      size = 1
      for (const section of child.result!.values()) size += 1 + section.size
      sizes.set(child, size)
    }
    sum += size
  }
  return sum
}

function merge(node: Node, children: readonly Node[]): Sections {
  const own = ownSections(node.profile, node.path)
  const [base, ...rest] = children
  if (!base) return own
  const result = take(base)
  for (const child of rest) updateSections(result, take(child))
  updateSections(result, own)
  return result
}

function take(node: Node): Sections {
  const result = node.result!
  if (--node.takers > 0)
    return new Map([...result].map(([name, section]) => [name, new Map(section)]))
  node.result = undefined
  return result
}

const baseLocation = '${:_profile_base_location_}'

function ownSections(profile: Profile, path: string): Sections {
  const sections: Sections = new Map()
  const folder = folderOf(path)
  for (const [name, options] of profile.sections) {
    const section: Section = new Map()
    for (const [option, assignment] of options) {
      if (name === 'buildout' && option === 'extends') continue
      const value = assignment.value.replaceAll(baseLocation, () => folder)
      section.set(option, Setting.of(value, path, assignment))
    }
    sections.set(name, section)
  }
  return sections
}

/** Where a profile names what it extends. */
function placeOf(node: Node, name: string): Pick<Diagnostic, 'file' | 'range' | 'path'> {
  const { profile } = node
  const { end } = node.extends.assignment!
  // They are come to in their order: what stands before the last one is not gone through again.
  const from = node.extends.at
  const start = from + indexOfWord(profile.text.slice(from, end), name)
  node.extends.at = start
  return {
    file: profile.file ?? node.path,
    range: profile.range(start, start + name.length),
    path: 'buildout:extends',
  }
}

const wordOrComment = new RegExp(`\\n[ \\t]*[#;].*|[^${spaceClass}]+`, 'g')

/** Where a value has a word of its own, not as a part of another or in a comment. */
function indexOfWord(value: string, word: string): number {
  for (const { 0: each, index } of value.matchAll(wordOrComment)) if (each === word) return index
  return 0
}

function notFetched(node: Node, name: string): Diagnostic {
  return finding(
    'extends-unread',
    `${name} is not fetched: what it could provide does not count as missing`,
    { severity: 'info', ...placeOf(node, name), received: name },
  )
}

function notHere(node: Node, name: string): Diagnostic {
  return finding(
    'extends-unreadable',
    `${name} is in SlapOS's tree, which is not here: what it provides is not checked`,
    {
      severity: 'info',
      ...placeOf(node, name),
      received: name,
      hint: 'put the release into software/ of a checkout of slapos to have that checked too',
    },
  )
}

/** Why a profile cannot be read; a reader of the caller's own says it in its own words. */
function reasonOf(error: ResilientError): string {
  return error instanceof Unreadable ? error.reason : error.diagnostics[0].message
}

function missing(node: Node, name: string, reason: string): Diagnostic {
  return finding(
    'extends-unreadable',
    `${name}, which this profile extends, cannot be read: ${reason}`,
    {
      ...placeOf(node, name),
      received: name,
      hint: 'the name is relative to the folder of the profile that extends it',
    },
  )
}

function tooMuch(node: Node): Diagnostic {
  node.extends.at = node.extends.assignment!.valueStart
  const [name = ''] = node.extends.names
  return finding(
    'too-large',
    'what the profile extends has more sections and options than can be merged',
    {
      ...placeOf(node, name),
      expected: `at most ${grouped(mostTaken)} sections and options, each as often as it is extended`,
    },
  )
}

function loop(stack: readonly Node[], node: Node, name: string): Diagnostic {
  const folder = `${folderOf(stack[0]!.path)}/`
  const paths = stack.map(({ path }) =>
    path.startsWith(folder) ? path.slice(folder.length) : path,
  )
  return finding('extends-loop', `the profile extends itself: ${wayBack(paths, name)}`, {
    ...placeOf(node, name),
    hint: 'move what both need into a third profile',
  })
}
