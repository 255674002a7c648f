// What is wrong with magic keys by themselves. Knows diagnostics, parameters and python.
import { described, finding, nearest, type Diagnostic } from '../diagnostics/index.js'
import { placeOfParameter, type ParameterDocument } from '../parameters/index.js'
import { strip } from '../python/index.js'
import { isMagic, splitKey } from './keys.js'
import { slaNames } from './names.js'

type Rule = (key: string, document: ParameterDocument) => Diagnostic | undefined

/**
 * What is wrong with magic keys by themselves, whatever component they are for: names and modes that
 * the master does not know, empty values, parameters that were meant to be magic keys. Never throws.
 */
export function checkMagicKeys(document: ParameterDocument): Diagnostic[] {
  const rules = [lookalike, unknownName, emptyValue, notText, paddedValue, unknownMode]
  return Object.keys(document.values).flatMap((key) =>
    rules.map((rule) => rule(key, document)).filter((finding) => finding !== undefined),
  )
}

/** `sla-1-computer_guid`, `--sla-…`, `-sla_1-…`, `-sal-1-computer_guid`: passed to the leader instead. */
const lookalike: Rule = (key, document) => {
  if (isMagic(key)) return undefined
  if (isMagic(strip(key)))
    return finding(
      'sla-lookalike',
      `${JSON.stringify(key)} is not a magic key: it has white space around it`,
      {
        severity: 'warning',
        ...placeOfParameter(document, key, 'name'),
        expected: '-sla-KEY-NAME, such as -sla-1-computer_guid',
        hint: `did you mean ${strip(key)}?`,
      },
    )
  const meant = /^[-_]*sla[-_](.+)$/i.exec(key) ?? /^-\w{2,5}-(.+)$/.exec(key)
  const rest = meant?.[1]?.replace(/^[-_]+/, '')
  if (rest === undefined) return undefined
  const name = slaNames.find((each) => rest.endsWith(each) && rest.length > each.length + 1)
  const isClear = /^[-_]*sla[-_]/i.test(key)
  if (name === undefined && !isClear) return undefined
  const remedy =
    name === undefined ? `-sla-${rest}` : `-sla-${rest.slice(0, -name.length - 1)}-${name}`
  return finding(
    'sla-lookalike',
    `"${key}" looks like a magic key but is not one: it is passed to the leader as it is`,
    {
      severity: 'warning',
      ...placeOfParameter(document, key, 'name'),
      expected: '-sla-KEY-NAME, such as -sla-1-computer_guid',
      hint: splitKey(remedy) ? `did you mean ${remedy}?` : undefined,
    },
  )
}

const unknownName: Rule = (key, document) => {
  const split = isMagic(key) ? splitKey(key) : undefined
  if (!split || isKnown(key, split.name)) return undefined
  const near = nearest(split.name, slaNames)
  return finding('sla-unknown', `the master does not know the SLA name "${split.name}"`, {
    severity: 'warning',
    ...placeOfParameter(document, key, 'name'),
    expected: 'an SLA name of the SlapOS master',
    received: split.name,
    hint:
      near === undefined
        ? `it knows ${slaNames.join(', ')}`
        : `did you mean ${key.slice(0, -split.name.length)}${near}?`,
  })
}

/** The request recipe drops it; the macros see a key, and leave out what they ask for without one. */
const emptyValue: Rule = (key, document) => {
  if (!isMagic(key) || document.values[key] !== '') return undefined
  const name = splitKey(key)?.name ?? ''
  const effect =
    name === ''
      ? ', and has no effect'
      : `: it asks for no ${name}, yet leaves what it is for without mode = unique_by_network`
  return finding('sla-empty', `"${key}" is empty${effect}`, {
    severity: 'warning',
    ...placeOfParameter(document, key, 'value'),
    expected: 'a value',
    received: 'empty text',
    hint: `give "${key}" a value, or leave it out`,
  })
}

/** A node prints it, and asks the master for `None`, `[]` or `False`. */
const notText: Rule = (key, document) => {
  const value = document.values[key]
  if (!isMagic(key) || typeof value === 'string' || typeof value === 'number') return undefined
  return finding('sla-value', `the value of "${key}" is not text`, {
    severity: 'warning',
    ...placeOfParameter(document, key, 'value'),
    expected: 'text',
    received: described(value),
    hint: value === null ? `give "${key}" a value, or leave it out` : 'put it in quotes',
  })
}

/** The master compares it with the names that it has, character by character; of a mode there is one, which its own rule says. */
const paddedValue: Rule = (key, document) => {
  const value = document.values[key]
  if (!isMagic(key) || typeof value !== 'string' || value === '' || isModeKey(key)) return undefined
  const bare = strip(value)
  if (bare === value) return undefined
  return finding('sla-padded', `the value of "${key}" begins or ends with white space`, {
    severity: 'warning',
    ...placeOfParameter(document, key, 'value'),
    expected: 'a value without white space at its ends: the master compares every character',
    received: JSON.stringify(value),
    hint: bare === '' ? `leave "${key}" out` : `write ${bare}`,
  })
}

const unknownMode: Rule = (key, document) => {
  const value = document.values[key]
  if (!isModeKey(key) || typeof value !== 'string' || ['unique_by_network', ''].includes(value))
    return undefined
  return finding('sla-mode', `the master does not know the mode of "${key}"`, {
    ...placeOfParameter(document, key, 'value'),
    expected: 'unique_by_network',
    received: JSON.stringify(value),
    hint: `write unique_by_network, or leave "${key}" out`,
  })
}

function isModeKey(key: string): boolean {
  return isMagic(key) && splitKey(key)?.name === 'mode'
}

/** A namebase may hold dashes, and so may a KEY: whatever ends in a known name is known. */
function isKnown(key: string, name: string): boolean {
  return slaNames.includes(name) || slaNames.some((each) => key.endsWith(`-${each}`))
}
