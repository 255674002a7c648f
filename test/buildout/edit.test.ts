import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Editor } from '../../src/buildout/edit.js'
import { parseProfile } from '../../src/buildout/index.js'
import { readInto } from '../../src/buildout/parse.js'
import { Profile } from '../../src/buildout/profile.js'
import { ResilientError } from '../../src/diagnostics/index.js'
import { isResilientError } from '../support/ours.js'

const text = `# head
[buildout]
parts =
    one
# kept
    two
    three

[a]   ; kept
x=1
y  =  2
  3

# tail
`

function caught(run: () => unknown): ResilientError {
  try {
    run()
  } catch (error) {
    if (isResilientError(error)) return error
  }
  throw new Error('nothing of ours was thrown')
}

describe('set', () => {
  const profile = parseProfile(text)

  it.each([
    ['one value keeps its spacing', 'a', 'x', '9', 'x=1', 'x=9'],
    ['a text of several lines', 'a', 'y', '9', '2\n  3', '9'],
    [
      'a line after the others',
      'buildout',
      'parts',
      'one\ntwo\nthree\nfour',
      '    three',
      '    three\n    four',
    ],
    [
      'a line before the others',
      'buildout',
      'parts',
      'zero\none\ntwo\nthree',
      '    one',
      '    zero\n    one',
    ],
    ['a line less', 'buildout', 'parts', 'one\nthree', '    two\n', ''],
    ['a line changed', 'buildout', 'parts', 'one\n2\nthree', '    two', '    2'],
  ])('%s', (_, section, option, value, before, after) => {
    const edited = profile.set(section, option, value)
    expect(String(edited)).toBe(text.replace(before, after))
    expect(edited.get(section, option)).toBe(value)
  })

  it('adds an option after the last one, a section at the end', () => {
    expect(String(profile.set('a', 'z', '1'))).toBe(text.replace('  3\n', '  3\nz = 1\n'))
    expect(String(profile.add('b', { 'parts +': 'p' }))).toBe(text + '\n[b]\nparts += p\n')
  })

  it('ends lines as the text does', () => {
    expect(String(parseProfile('[a]\r\nx = 1').set('a', 'y', '1\n2'))).toBe(
      '[a]\r\nx = 1\r\ny =\r\n    1\r\n    2',
    )
  })

  it.each([
    ['x', ' 1'],
    ['x', '1\n'],
    ['x', '1\n\n[b]\ny = 2\n'],
    ['x y', '1'],
    ['#x', '1'],
    ['[b]', '1'],
    ['q\nr', '1'],
  ])('refuses what it cannot hold: %j %j', (option, value) => {
    expect(() => profile.set('a', option, value)).toThrow(ResilientError)
  })

  it('reads back exactly what was set, or refuses it', () => {
    const piece = fc.constantFrom('', ' ', 'a', '# b', '[c]', 'd = e', '\n', '\n', '\r', '  ', '=')
    const value = fc.array(piece, { maxLength: 8 }).map((parts) => parts.join(''))
    fc.assert(
      fc.property(
        fc.constantFrom('buildout', 'a', 'new'),
        fc.constantFrom('parts', 'x', 'y'),
        value,
        (section, option, wanted) => {
          let edited
          try {
            edited = profile.set(section, option, wanted)
          } catch (error) {
            return isResilientError(error)
          }
          const others = { ...profile.toObject() }
          others[section] = { ...others[section], [option]: wanted }
          expect(edited.toObject()).toEqual(others)
          return true
        },
      ),
      { numRuns: 500 },
    )
  })
})

interface Edit {
  kind: string
  section: string
  option: string
  value: string
}

describe('add', () => {
  const profile = parseProfile(text)

  /** An editor that counts the letters that it has parsed, and a profile of it. */
  function counted(): { profile: Profile; letters: () => number } {
    let letters = 0
    const editor = new Editor({
      parse(given, options) {
        letters += given.length
        return parseProfile(given, options)
      },
      readInto(whole) {
        letters += whole.text.length
        readInto(whole)
      },
    })
    const empty = new Profile('', undefined, profile.platform, editor)
    return { profile: empty, letters: () => letters }
  }

  it('parses what it changes, and the whole once', () => {
    const { profile: empty, letters } = counted()
    const names = Array.from({ length: 4000 }, (_, index) => `s${index}`)
    let edited = empty
    for (const name of names) edited = edited.add(name, { recipe: 'a', 'parts +': 'b', value: 'c' })
    for (const name of names) edited = edited.set(name, 'value', edited.get(name, 'recipe')! + 'b')
    for (const name of names) edited = edited.remove(name, 'recipe')
    for (const name of names.slice(1)) edited = edited.remove(name)
    expect(edited.blocks).toHaveLength(1)
    expect(String(edited)).toBe('[s0]\nparts += b\nvalue = ab\n\n')
    expect(letters()).toBeLessThan(4000 * 60 * 8)
  })

  it('parses of a section the option that it changes', () => {
    const { profile: empty, letters } = counted()
    const options = Array.from({ length: 1000 }, (_, index) => `option-${index}`)
    let edited = empty.add('a')
    for (const option of options) edited = edited.set('a', option, 'b')
    for (const option of options) edited = edited.set('a', option, edited.get('a', option)! + 'c')
    for (const option of options.slice(1)) edited = edited.remove('a', option)
    expect(String(edited)).toBe('[a]\noption-0 = bc\n')
    expect(letters()).toBeLessThan(1000 * 40 * 7)
  })

  it('takes for 16,000 options of a section not much longer than sixteen times 1,000', () => {
    const edit = (count: number): number => {
      const start = performance.now()
      const options = Array.from({ length: count }, (_, index) => `option-${index}`)
      let edited = parseProfile('[a]\n')
      for (const option of options) edited = edited.set('a', option, 'b')
      for (const option of options) edited = edited.set('a', option, `${edited.get('a', option)!}c`)
      for (const option of options) edited = edited.remove('a', option)
      expect(String(edited)).toBe('[a]\n')
      return performance.now() - start
    }
    edit(1000)
    const few = Math.min(edit(1000), edit(1000), edit(1000))
    // In the square of their number it would be 256 times.
    expect(edit(16_000) / few).toBeLessThan(100)
  }, 60_000)

  it('leaves profiles as they were that others are made of', () => {
    const base = parseProfile('[a]\nx = 1\n').set('a', 'y', '2')
    const one = base.set('a', 'z', '3')
    const other = base.set('a', 'w', '4').remove('a', 'x')
    const third = one.remove('a', 'y').set('a', 'y', '5')
    expect(String(base)).toBe('[a]\nx = 1\ny = 2\n')
    expect(String(one)).toBe('[a]\nx = 1\ny = 2\nz = 3\n')
    expect(String(other)).toBe('[a]\ny = 2\nw = 4\n')
    expect(String(third)).toBe('[a]\nx = 1\nz = 3\ny = 5\n')
    expect([base.get('a', 'z'), one.get('a', 'w'), other.get('a', 'z')]).toEqual([
      undefined,
      undefined,
      undefined,
    ])
  })

  it('makes of edits after each other what each makes of a text that was read', () => {
    const name = fc.constantFrom('a', 'b', 'c:python2', 'c', 'd')
    const edit = fc.record({
      kind: fc.constantFrom('set', 'add', 'remove', 'remove all'),
      section: name,
      option: fc.constantFrom('x', 'y', 'z +'),
      value: fc.constantFrom('1', '2\n3', '', '4'),
    })
    const start = fc.constantFrom(
      '',
      '# first',
      '[a]\r\nx = 1\r\n\r\n[b]\r\n# of b\r\ny = 2',
      '[a]\nx = 1\n[b]\ny = 2\n\n# again\n[a]\nx = 3\n',
      '[a] # of a\n# x\n\nx = 1\n\n#\n y\n  \n# y\ny =\n   2\n    # 3\n\n   4\n \nx  +=  5\n#6\nz+=7',
      '[b]\n[c:python2]\nx = 1\n[c:python3]\ny = 2\n[d:os.path.exists("x")]\n[a]\n',
    )
    const made = (before: Profile, { kind, section, option, value }: Edit): Profile => {
      if (kind === 'set') return before.set(section, option, value)
      if (kind === 'add') return before.add(section, { [option]: value })
      return before.remove(section, kind === 'remove' ? option : undefined)
    }
    const outcome = (run: () => Profile): Profile | string => {
      try {
        return run()
      } catch (error) {
        if (!isResilientError(error)) throw error
        return error.message
      }
    }
    fc.assert(
      fc.property(start, fc.array(edit, { maxLength: 8 }), (text, edits) => {
        let profile = parseProfile(text)
        const seen: [Profile, string][] = []
        for (const each of edits) {
          const now = outcome(() => made(profile, each))
          const anew = outcome(() => made(parseProfile(String(profile)), each))
          expect(String(now)).toBe(String(anew))
          if (typeof now === 'string') continue
          // An empty text no longer says how its lines ended.
          profile = String(now) === '' ? parseProfile('') : now
          seen.push([now, String(anew)])
        }
        for (const [each, whole] of seen) {
          expect(String(each)).toBe(whole)
          expect(each.get('a', 'x')).toBe(parseProfile(whole).get('a', 'x'))
          expect(each.toObject()).toEqual(parseProfile(whole).toObject())
        }
      }),
      { numRuns: 1000 },
    )
  })

  it('leaves each profile what it was, whoever goes on from it', () => {
    const one = profile.add('b', { x: '1' })
    const two = one.add('c')
    const other = one.add('d', { y: '2' })
    const next = two.add('d', { y: '3' })
    expect(String(one)).toBe(text + '\n[b]\nx = 1\n')
    expect(String(two)).toBe(text + '\n[b]\nx = 1\n\n[c]\n')
    expect(String(other)).toBe(text + '\n[b]\nx = 1\n\n[d]\ny = 2\n')
    expect([next.get('d', 'y'), other.get('d', 'y')]).toEqual(['3', '2'])
    expect(other.sections.has('c')).toBe(false)
    expect(one.add('c', { z: '1' }).get('c', 'z')).toBe('1')
    expect(two.add('b', { x: '2' }).get('b', 'x')).toBe('2')
    expect(two.add('b')).toBe(two)
  })

  it('makes what parsing its text makes', () => {
    const name = fc.constantFrom('a', 'b', 'c d', 'buildout', 'a:1', 'x]\n[y', '')
    const option = fc.constantFrom('x', 'parts +', '<', '=', 'a b', '#', '[x]')
    const value = fc.constantFrom('', '1', 'a\nb', ' 1', '\n[z]', 'a\n\nb', 'a\n')
    const start = fc.constantFrom(
      '',
      '\n',
      '[a]',
      '[a]\r\nx = 1\r\n',
      '[a]\nx =\n 1\n',
      '# only',
      text,
    )
    const add = fc.record({ name, options: fc.dictionary(option, value, { maxKeys: 3 }) })
    fc.assert(
      fc.property(start, fc.array(add, { maxLength: 4 }), (given, adds) => {
        let edited = parseProfile(given)
        for (const { name, options } of adds) {
          const wanted = { ...edited.toObject() }
          wanted[name] = { ...wanted[name], ...options }
          try {
            edited = edited.add(name, options)
          } catch (error) {
            expect(isResilientError(error)).toBe(true)
            continue
          }
          expect(edited.toObject()).toEqual(wanted)
          expect(parseProfile(String(edited)).toObject()).toEqual(wanted)
        }
      }),
      { numRuns: 500 },
    )
  })

  it.each([
    ['bad-option-name', 'x]\n[y', {}],
    ['bad-option-name', 'b', { 'a b': '1' }],
    ['bad-value', 'b', { y: '2', x: '1\n' }],
  ])('says %s', (code, section, options) => {
    const [finding] = caught(() => profile.add(section, options)).diagnostics
    expect(finding.code).toBe(code)
    if (code === 'bad-value') expect(finding.path).toBe('b:x')
  })

  it('says what the parser says of a value', () => {
    const value = 'a\r[c'
    const [finding] = caught(() => profile.add('b', { x: value })).diagnostics
    expect(finding).toMatchObject({ code: 'bad-value', path: 'b:x' })
    expect(finding.related?.map(({ message }) => message)).toEqual([
      'the line is not a section header',
    ])
  })
})

describe('remove', () => {
  it.each([
    ['[a]\nx = 1\n# about b\n[b]\n', '# about b\n[b]\n'],
    ['[a]\nx = 1\n# of x\n\n# about b\n# too\n\n[b]\n', '# about b\n# too\n\n[b]\n'],
    ['[a]\nx = 1\n# of x\n\n[b]\n', '[b]\n'],
    ['[a]\n# about b\n[b]\n', '# about b\n[b]\n'],
    ['[a]\nx =\n  1\n\n; about b\n[b]\n', '; about b\n[b]\n'],
    ['[c]\ny = 2\n\n[a]\nx = 1\r\n\r\n# about b\r\n[b]\n', '[c]\ny = 2\n\n# about b\r\n[b]\n'],
    ['[c]\n\n[a]\nx = 1\n\n# vim: set et', '[c]\n\n# vim: set et'],
  ])('leaves the comments of the section after it: %j', (given, left) => {
    const profile = parseProfile(given)
    expect(String(profile.remove('a'))).toBe(left)
    expect(String(profile.set('a', 'z', '3').remove('a', 'z').remove('a'))).toBe(left)
    const decided = '[q]\n[r:python2]\n'
    expect(String(parseProfile(decided + given).remove('a'))).toBe(decided + left)
  })

  const profile = parseProfile(text)

  it('takes an option or a section away and leaves the rest', () => {
    expect(String(profile.remove('a', 'y'))).toBe(text.replace('y  =  2\n  3\n', ''))
    expect(String(profile.remove('buildout'))).toBe('# head\n' + text.slice(text.indexOf('[a]')))
    expect(profile.remove('a', 'none')).toBe(profile)
  })
})

describe('what no profile can hold', () => {
  const profile = parseProfile('[a]\nb = 1\n')
  const refused = (edit: () => unknown) => {
    try {
      edit()
    } catch (error) {
      if (error instanceof ResilientError) return error.diagnostics[0]
      throw error
    }
    throw new Error('nothing was refused')
  }

  it.each([
    () => profile.set('a', 'b', 3 as never),
    () => profile.set('a', 3 as never, 'v'),
    () => profile.add('q', { x: 3 } as never),
    () => profile.add('q', null as never),
    () => (profile.set as () => unknown).call(profile),
    () => profile.remove(3 as never),
  ])('says what an edit takes: %s', (edit) => {
    expect(refused(edit).code).toBe('bad-argument')
  })

  it('is half of a surrogate pair, in a value as in a name', () => {
    expect(refused(() => profile.set('a', 'b', '\ud800'))).toMatchObject({
      code: 'bad-value',
      expected: 'whole characters',
    })
    expect(refused(() => profile.set('n', 'b', '\ud800')).code).toBe('bad-value')
    expect(refused(() => profile.add('q', { x: '\ud800' })).code).toBe('bad-value')
    expect(refused(() => profile.add('\ud800')).code).toBe('bad-option-name')
    expect(profile.set('a', 'b', '\u{1f600}').get('a', 'b')).toBe('\u{1f600}')
  })

  it.each(['a b', 'a#b', 'a;b', 'a{'])('is a section named %s, which is not one word', (name) => {
    expect(refused(() => profile.add(name, { x: '1' })).expected).toMatch(/^one word/)
  })
})
