// Parts that profiles ask for and that others take away, as the history of `parts` has it. Knows
// buildout.
import { type Assignment, type Resolved, type Step } from '../buildout/index.js'
import { partNames, type Context } from './context.js'

/** Parts that nothing leads to any more, and what says the ones that are left. */
export interface Taken {
  parts: string[]
  by: Assignment
  /** Whether a profile of the release itself asks for one of them. */
  isOwn: boolean
  /** Whether the taker extends those who ask for them: then it names its parts anew. */
  isAnew: boolean
}

const known = new WeakMap<Context, readonly Taken[]>()

/** What is dropped by who names parts anew, and what is lost between profiles that another one extends. */
export function takenParts(context: Context): readonly Taken[] {
  let taken = known.get(context)
  // Two rules ask.
  if (!taken) known.set(context, (taken = [...takenIn(context)]))
  return taken
}

function* takenIn(context: Context): Generator<Taken> {
  const setting = context.sections.get('buildout')?.get('parts')
  if (!setting) return
  const kept = new Set(partNames(setting.value))
  const walk = new Walk(context.resolved)
  walk.after(setting.last)
  for (const [by, { source, anew, lost }] of walk.taken)
    for (const [asked, isAnew] of [[anew, true] as const, [lost, false] as const]) {
      const parts: string[] = []
      let isOwn = false
      for (const [part, { from, isAdded }] of asked) {
        // The parts of a component or a stack build it alone: a software names those that it needs.
        const isAlone = isOfSlapos(from) || (!isAnew && !isAdded && isOfSlapos(source))
        // What the parts that are left refer to is installed all the same.
        const isLeft = kept.has(part) || context.reached.has(part)
        if (isAlone || isLeft || walk.removed.has(part)) continue
        parts.push(part)
        isOwn ||= context.isOwn(from)
      }
      if (parts.length > 0) yield { parts, by, isOwn, isAnew }
    }
}

/** Whether a file is a component's or a stack's. */
export function isOfSlapos(file: string): boolean {
  return /(?:^|\/)(?:component|stack)\/[^/]+(?:\/[^/]+)?$/.test(file)
}

/** Parts, and the file that asks for each. */
type Asked = ReadonlyMap<string, { from: string; isAdded: boolean }>
type Noted = Map<string, { from: string; isAdded: boolean }>

class Walk {
  readonly taken = new Map<Assignment, { source: string; anew: Noted; lost: Noted }>()
  /** What a `parts -=` names is meant to be away, whoever takes it away. */
  readonly removed = new Set<string>()
  readonly #extended = new Map<string, ReadonlySet<string>>()
  /** What many extend is gone through once. */
  readonly #after = new Map<Step, Asked>()
  /** What each of them took the place of: a profile may extend two of them by turns, a thousand times. */
  readonly #met = new Map<Asked, Set<Asked>>()
  readonly #anew = new Map<Step, Assignment | undefined>()

  constructor(readonly resolved: Resolved) {}

  /** The parts that are asked for after a step, with what is taken away until then noted. */
  after(last: Step): Asked {
    const known = this.#after.get(last)
    if (known) return known
    let asked: Asked = new Map()
    /** The same, where it is ours to change: what others came to is not. */
    let changed: Noted | undefined
    for (const step of stepsTo(last)) {
      const own = partNames(step.value)
      if (step.operation === 'ADD' || step.operation === 'REMOVE') {
        changed ??= new Map(asked)
        for (const part of own)
          if (step.operation === 'ADD') changed.set(part, { from: step.source, isAdded: true })
          else {
            changed.delete(part)
            this.removed.add(part)
          }
        asked = changed
      } else {
        const left = step.taken ? this.after(step.taken) : asOf(step)
        this.#note(step, asked, left)
        asked = left
        changed = undefined
      }
    }
    this.#after.set(last, asked)
    return asked
  }

  #note(step: Step, before: Asked, left: Asked): void {
    if (before.size === 0 || this.#isMet(before, left)) return
    const { source } = step
    const by = this.#namesAnew(step) ?? step.assignment
    if (!by) return
    const extended = this.#extendedBy(source)
    const noted = this.taken.get(by) ?? { source, anew: new Map(), lost: new Map() }
    this.taken.set(by, noted)
    for (const [part, each] of before)
      if (!left.has(part)) noted[extended.has(each.from) ? 'anew' : 'lost'].set(part, each)
    // Who extends two profiles and names the parts anew drops what was lost between them, too.
    if (by.operator !== '=') return
    for (const { lost } of this.taken.values())
      for (const [part, each] of lost)
        if (extended.has(each.from)) {
          lost.delete(part)
          noted.anew.set(part, each)
        }
  }

  #isMet(before: Asked, left: Asked): boolean {
    const met = this.#met.get(left) ?? new Set()
    this.#met.set(left, met)
    return met.size === met.add(before).size
  }

  /** The `parts =` of the file that a step is of, which may add to it further down. */
  #namesAnew({ taken, source }: Step): Assignment | undefined {
    if (!taken) return undefined
    if (!this.#anew.has(taken))
      this.#anew.set(
        taken,
        stepsTo(taken).find((each) => each.source === source && each.assignment?.operator === '=')
          ?.assignment,
      )
    return this.#anew.get(taken)
  }

  /** A profile and what it extends, by whichever way. */
  #extendedBy(path: string): ReadonlySet<string> {
    const known = this.#extended.get(path)
    if (known) return known
    const extended = new Set([path])
    for (const each of extended)
      for (const base of this.resolved.extending.get(each) ?? []) extended.add(base)
    this.#extended.set(path, extended)
    return extended
  }
}

/** Oldest first. */
function stepsTo(last: Step): Step[] {
  const steps: Step[] = []
  for (let step: Step | undefined = last; step; step = step.before) steps.push(step)
  return steps.reverse()
}

function asOf({ value, source }: Step): Asked {
  return new Map(partNames(value).map((part) => [part, { from: source, isAdded: false }]))
}
