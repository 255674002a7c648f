// Instance parameters in YAML, as slapos request reads them. Knows diagnostics.
import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  visit,
  type Node,
  type Pair,
  type Scalar as ScalarNode,
  type YAMLMap,
} from 'yaml'
import { shortened, type Range } from '../../diagnostics/index.js'
import type { ParameterPlace } from '../types.js'
import { mostLevels, mostValues, YamlText } from './document.js'
import { isHalved, scalarText } from './quotes.js'
import { jsonOf, plainScalar, taggedScalar, type Scalar } from './scalars.js'
import { badStart, inQuotes, wordAlone } from './slips.js'

/** Parameters as the JSON that slapos request makes of them, and where each of them stands. */
export interface YamlParameters {
  json: string
  places: Map<string, ParameterPlace>
  /** The places inside of them. */
  inside: (path: readonly string[]) => ParameterPlace | undefined
  whole: Range
}

const own = 'tag:yaml.org,2002:'

/**
 * The mapping of parameters that a YAML text holds, by YAML 1.1's types as PyYAML has them. Throws
 * `yaml-syntax`, `yaml-value` for a value that JSON has not (a date, a tag of one's own),
 * `duplicate-parameter`, and `json-number` for a number that JavaScript would change.
 */
export function parseYaml(text: string, file: string | undefined): YamlParameters {
  return new Reading(text, file).parameters()
}

class Reading {
  readonly #yaml: YamlText
  #anchors: Map<string, Node> | undefined
  #values = 0

  constructor(text: string, file: string | undefined) {
    this.#yaml = new YamlText(text, file)
  }

  parameters(): YamlParameters {
    const { contents } = this.#yaml.document
    if (!isMap(contents)) {
      this.#yaml.refuseFound(wordAlone(this.#yaml.text, contents))
      const isEmpty = contents === null || (isScalar(contents) && contents.value === '')
      this.#yaml.refuse('yaml-syntax', 'the YAML is not a mapping of parameters', [0, 1], {
        hint: isEmpty ? 'without any parameters, write {}' : 'write NAME: value on each line',
      })
    }
    const map = contents as YAMLMap<Node, Node | null>
    this.#checkTag(map)
    const places = new Map<string, ParameterPlace>()
    for (const { key, value } of map.items) {
      if (isMerge(key)) continue
      places.set(this.#name(key), this.#place(key, value))
    }
    const pairs = this.#pairs(map, 1)
    // What came by a merge stands where it is merged.
    const merge = map.items.find(({ key }) => isMerge(key))
    for (const name of pairs.keys()) {
      if (places.has(name) || !merge) continue
      const range = this.#yaml.lines.range(...rangeOf(merge.key))
      places.set(name, { name: range, value: range })
    }
    const whole = this.#yaml.lines.range(...rangeOf(map))
    return { json: object(pairs), places, whole, inside: (path) => this.#inside(path) }
  }

  #place(key: Node, value: Node | null): ParameterPlace {
    const quoted = isScalar(key) && key.type !== 'PLAIN' ? 1 : 0
    const [start, end] = rangeOf(key)
    const name = this.#yaml.lines.range(start + quoted, end - quoted)
    return { name, value: value ? this.#yaml.lines.range(...rangeOf(value)) : name }
  }

  /** What an alias names stands where it was named; what a merge brought has no place of its own. */
  #inside(path: readonly string[]): ParameterPlace | undefined {
    let node = this.#yaml.document.contents as Node | null
    let place: ParameterPlace | undefined
    for (const step of path) {
      const at = this.#target(node, 0)
      if (isSeq<Node>(at)) {
        const item = at.items[Number(step)]
        if (!item) return undefined
        place = this.#place(item, item)
        node = item
      } else {
        const pairs = isMap<Node, Node | null>(at) ? at.items : []
        const pair = pairs.find(({ key }) => !isMerge(key) && this.#name(key) === step)
        if (!pair) return undefined
        place = this.#place(pair.key, pair.value)
        node = pair.value
      }
    }
    return place
  }

  #pairs(map: YAMLMap<Node, Node | null>, level: number): Map<string, string> {
    const merged = new Map<string, string>()
    const found = new Map<string, string>()
    const names = new Map<string, Node>()
    for (const pair of map.items) {
      if (isMerge(pair.key)) {
        for (const [name, value] of this.#merged(pair, level)) merged.set(name, value)
        continue
      }
      const name = this.#name(pair.key)
      const first = names.get(name)
      if (first) this.#yaml.refuseTwice(name, rangeOf(pair.key), rangeOf(first))
      names.set(name, pair.key)
      found.set(name, this.#value(pair.value, pair.key, level))
    }
    for (const [name, value] of found) merged.set(name, value)
    return merged
  }

  /** What `<<` brings: of several mappings the first that has a name wins. */
  #merged({ key, value }: Pair<Node, Node | null>, level: number): [string, string][] {
    const target = this.#target(value, level)
    const maps = isSeq<Node>(target)
      ? target.items.map((item) => this.#target(item, level)).reverse()
      : [target]
    return maps.flatMap((map) => {
      if (isMap<Node, Node | null>(map)) {
        const pairs = [...this.#pairs(map, level + 1)]
        this.#count(pairs.length, rangeOf(value ?? key))
        return pairs
      }
      return this.#yaml.refuse('yaml-value', '<< merges only mappings', rangeOf(value ?? key), {
        expected: 'a mapping, an alias of one, or a list of these',
        hint: 'as the name of a value, put << in quotes',
      })
    })
  }

  #name(key: Node | null): string {
    const named = this.#target(key, 0)
    if (isScalar(named)) {
      const scalar = this.#scalar(named)
      if (scalar.type === 'str') return scalar.value
      const quoted = shortened(JSON.stringify(named.value), 40)
      this.#yaml.refuse(
        'yaml-value',
        `the name ${shortened(String(named.value), 40)} is not text`,
        rangeOf(key!),
        {
          expected: 'a name in quotes',
          hint: isAlias(key) ? `write ${quoted} in the alias's place` : `write ${quoted}`,
        },
      )
    }
    return this.#yaml.refuse('yaml-value', 'a name is not text', key ? rangeOf(key) : [0, 1], {
      expected: 'a name in quotes',
      hint: isMap(key) ? 'put {{ … }} in quotes' : 'write NAME: value',
    })
  }

  /** Counts what the text comes to, which aliases and merges may say again and again. */
  #count(values: number, range: readonly [number, number]): void {
    if ((this.#values += values) > mostValues) this.#yaml.refuseAmount(range)
  }

  /** A value as JSON. */
  #value(node: Node | null, after: Node, level: number): string {
    const value = this.#target(node, level)
    const range = rangeOf(node ?? after)
    this.#count(1, range)
    if (level > mostLevels) this.#yaml.refuseDepth(range)
    if (value === null) return 'null'
    if (isMap<Node, Node | null>(value)) {
      this.#checkTag(value)
      return object(this.#pairs(value, level + 1))
    }
    if (isSeq<Node>(value)) {
      this.#checkTag(value)
      return `[${value.items.map((item) => this.#value(item, value, level + 1)).join(', ')}]`
    }
    return this.#written(this.#scalar(value as ScalarNode), range)
  }

  #written(scalar: Scalar, range: readonly [number, number]): string {
    const json = jsonOf(scalar)
    if (json !== undefined) return json
    if (scalar.type === 'refused')
      this.#yaml.refuseValue(
        `${scalar.what} is not a parameter's value`,
        range,
        scalar.hint ?? inQuotes,
      )
    const shown = shortened(this.#yaml.text.slice(...range), 40)
    return scalar.type === 'float'
      ? this.#yaml.refuse('json-number', `the number ${shown} is too large for a float`, range, {
          expected: 'a number up to 1.8e308, or text in quotes',
          hint: inQuotes,
        })
      : this.#yaml.refuse(
          'json-number',
          `the number ${shown} would be changed by reading it`,
          range,
          { expected: 'a whole number up to 2^53 - 1, or text in quotes', hint: inQuotes },
        )
  }

  #scalar(node: ScalarNode): Scalar {
    const text = scalarText(this.#yaml.text, node)
    const range = rangeOf(node)
    const { tag } = node
    if (isHalved(node, this.#yaml.text.slice(...range)))
      this.#yaml.refuseValue(
        'half of a surrogate pair is not a character',
        range,
        'write the whole character',
      )
    // To PyYAML a lone ! asks for the type that the text has without quotes.
    if (tag === '!' || (tag === undefined && node.type === 'PLAIN')) {
      if (text === '<<') this.#yaml.refuseValue('a lone << merges nothing here', range, inQuotes)
      return plainScalar(text)
    }
    if (tag === undefined) return { type: 'str', value: text }
    if (!tag.startsWith(own)) this.#refuseTag(tag, node)
    const scalar = taggedScalar(tag.slice(own.length), text)
    if (scalar === 'unknown') return this.#refuseTag(tag, node)
    if (scalar) return scalar
    // Without the text, which may be a secret's.
    const message = `the text after ${shownTag(tag)} is not a value of that tag`
    return this.#yaml.refuseValue(message, range, 'remove the tag')
  }

  #checkTag(node: Node): void {
    const { tag } = node as { tag?: string }
    const isOwn = isMap(node) ? tag === `${own}map` : isSeq(node) && tag === `${own}seq`
    const isPlain = tag === undefined || (tag === '!' && (isMap(node) || isSeq(node)))
    if (!isPlain && !isOwn) this.#refuseTag(tag, node)
  }

  #refuseTag(tag: string, node: Node): never {
    const message = `a parameter cannot have the tag ${shownTag(tag)}`
    return this.#yaml.refuseValue(message, tagRange(this.#yaml.text, node), 'remove the tag')
  }

  /** What has an anchor: each of them is there once. */
  #named(anchor: string): Node | undefined {
    if (!this.#anchors) {
      const anchors = (this.#anchors = new Map<string, Node>())
      visit(this.#yaml.document, {
        Node: (_, node) => void (isAlias(node) || !node.anchor || anchors.set(node.anchor, node)),
      })
    }
    return this.#anchors.get(anchor)
  }

  /** What an alias stands for. */
  #target(node: Node | null, level: number): Node | null {
    if (!isAlias(node)) return node
    const named = this.#named(node.source)
    const target = named && rangeOf(named)[0] < rangeOf(node)[0] ? named : undefined
    if (target && level <= mostLevels) return target
    if (!/^[\w-]+$/.test(node.source)) {
      const [start] = rangeOf(node)
      this.#yaml.refuseFound(badStart({ text: this.#yaml.text, start }))
    }
    const what = target ? 'contains itself' : 'is not defined before it is used'
    const alias = `the alias *${shortened(node.source, 40)} ${what}`
    return this.#yaml.refuseValue(alias, rangeOf(node), target ? 'remove the alias' : inQuotes)
  }
}

/** Where the tag before a value stands; a comment between them hides it, and the value stands for it. */
function tagRange(text: string, node: Node): [number, number] {
  const [start, end] = rangeOf(node)
  const from = Math.max(0, start - 1000)
  const found = /(?<![^\s,[{])(!\S*)(?:[ \t]+&\S+)?\s*$/.exec(text.slice(from, start))
  return found ? [from + found.index, from + found.index + found[1]!.length] : [start, end]
}

function shownTag(tag: string): string {
  return shortened(tag.startsWith(own) ? `!!${tag.slice(own.length)}` : tag, 40)
}

/** Whether a name merges: a << that is not in quotes, or whatever has the tag of one. */
function isMerge(key: Node | null): key is ScalarNode {
  if (!isScalar(key)) return false
  const isPlain = key.type === 'PLAIN' && (key.tag === undefined || key.tag === '!')
  return key.tag === `${own}merge` || (isPlain && key.value === '<<')
}

function rangeOf(node: Node): [number, number] {
  const [start, end] = node.range ?? [0, 0]
  return [start, end]
}

function object(pairs: ReadonlyMap<string, string>): string {
  return `{${[...pairs].map(([name, value]) => `${JSON.stringify(name)}: ${value}`).join(', ')}}`
}
