// A version and an operator before it, as PEP 440 has them in `packaging` 21.3. Knows python.
import { strip, words } from '../../python/space.js'

const shape = new RegExp(
  String.raw`^v?(?:(?<epoch>\d+)!)?(?<release>\d+(?:\.\d+)*)` +
    String.raw`(?:[-_.]?(?<phase>alpha|beta|preview|pre|rc|[abc])[-_.]?(?<step>\d*))?` +
    String.raw`(?:-(?<dash>\d+)|[-_.]?(?<post>post|rev|r)[-_.]?(?<again>\d*))?` +
    String.raw`(?:[-_.]?(?<dev>dev)[-_.]?(?<day>\d*))?` +
    String.raw`(?<local>\+[a-z\d]+(?:[-_.][a-z\d]+)*)?$`,
  'i',
)
const phases: Record<string, number> = { a: 0, alpha: 0, b: 1, beta: 1 }

/** A version as numbers that are compared one by one. */
interface Version {
  epoch: number
  release: number[]
  /** Before, at, or after the release: its phase, its number; then of a post and a dev release. */
  rest: number[]
  isPre: boolean
  isPost: boolean
  isDev: boolean
  isLocal: boolean
}

function versionOf(text: string): Version | undefined {
  const found = shape.exec(strip(text))?.groups as Record<string, string | undefined> | undefined
  if (!found) return undefined
  const { epoch, release, phase, step, dash, post, again, dev, day, local } = found
  const isPost = (dash ?? post) !== undefined
  const isDev = dev !== undefined
  const before = isDev && !isPost ? -1 : 3
  return {
    epoch: Number(epoch ?? 0),
    release: release!.split('.').map(Number),
    rest: [
      phase === undefined ? before : (phases[phase.toLowerCase()] ?? 2),
      Number(step ?? 0),
      isPost ? Number(dash ?? again) : -1,
      isDev ? Number(day) : Infinity,
    ],
    isPre: phase !== undefined || isDev,
    isPost,
    isDev,
    isLocal: local !== undefined,
  }
}

function orderOf(a: Version, b: Version): number {
  return (
    a.epoch - b.epoch ||
    sizeOf(a.release, b.release) ||
    // Two infinities are equal; their difference is not a number.
    sizeOf(a.rest, b.rest)
  )
}

function sizeOf(a: readonly number[], b: readonly number[]): number {
  for (let i = 0; i < Math.max(a.length, b.length); i++) {
    const [x, y] = [a[i] ?? 0, b[i] ?? 0]
    if (x !== y) return x < y ? -1 : 1
  }
  return 0
}

/** What `<`, `>`, `<=` and `>=` make of an order. */
export function compareHolds(operator: string, order: number): boolean {
  if (order === 0) return operator.endsWith('=')
  return operator.startsWith(order < 0 ? '<' : '>')
}

/** `>= 3.9`: which versions it contains. */
export class Specifier {
  private constructor(
    readonly operator: string,
    readonly text: string,
  ) {}

  /** Undefined where the operator and the text are none. */
  static of(operator: string, text: string): Specifier | undefined {
    const version = strip(text)
    return isFor(operator, version) ? new Specifier(operator, version) : undefined
  }

  /** Undefined where the text after `+` decides, which is not looked at here. */
  contains(text: string): boolean | undefined {
    const { operator } = this
    const given = versionOf(text)
    const own = versionOf(this.text.replace(/\.\*$/, ''))
    if (given?.isLocal || own?.isLocal) return undefined
    const admitsPre = own?.isPre === true && /^(?:[=><~]=|===)$/.test(operator)
    if (given?.isPre && !admitsPre) return false
    if (operator === '===') return normal(text, given) === this.text.toLowerCase()
    if (!given || !own) return false
    const order = orderOf(given, own)
    if (operator === '~=') return order >= 0 && hasPrefix(given, stemOf(this.text))
    if (operator === '==' || operator === '!=') {
      const isSame = this.text.endsWith('.*')
        ? hasPrefix(given, this.text.slice(0, -2).split('.'))
        : order === 0
      return isSame === (operator === '==')
    }
    const isSameRelease = given.epoch === own.epoch && sizeOf(given.release, own.release) === 0
    if (operator === '<' && given.isPre && !own.isPre && isSameRelease) return false
    if (operator === '>' && given.isPost && !own.isPost && isSameRelease) return false
    return compareHolds(operator, order)
  }
}

function isFor(operator: string, text: string): boolean {
  if (operator === '===') return words(text).join('') === text
  const isEquality = operator === '==' || operator === '!='
  const isPrefix = isEquality && text.endsWith('.*')
  const version = versionOf(isPrefix ? text.slice(0, -2) : text)
  if (!version) return false
  if (isPrefix) return !version.isDev && !version.isLocal
  if (operator === '~=') return version.release.length > 1 && !version.isLocal
  return isEquality || (/[<>]/.test(operator) && !version.isLocal)
}

/** What a compatible version begins with: all of its release but the last number. */
function stemOf(text: string): string[] {
  const split = text.split('.')
  const end = split.findIndex((each) => /^(?:post|dev)/.test(each))
  return split.slice(0, end < 0 ? undefined : end).slice(0, -1)
}

/** Compares as text what stands between dots, as `packaging` does: `v3.*` and `03.*` contain nothing. */
function hasPrefix({ epoch, release }: Version, stem: readonly string[]): boolean {
  const numbers = release.map(String)
  if (epoch !== 0) numbers[0] = `${epoch}!${numbers[0]!}`
  return stem.every((each, index) => (numbers[index] ?? '0') === each)
}

function normal(text: string, version: Version | undefined): string {
  return version && !version.isPre && !version.isPost
    ? `${version.epoch ? `${version.epoch}!` : ''}${version.release.join('.')}`
    : text.toLowerCase()
}
