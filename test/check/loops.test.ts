import { describe, expect, it } from 'vitest'
import { findingsIn } from './found.js'
import { changedKiosk, type KioskFile } from './kiosk.js'

/** A mistake, and what is told of it. */
type Mistake = readonly [what: string, from: string, to: string, found: string]

describe('the body of a loop over what is not known', () => {
  it.each<Mistake>([
    [
      'refers to a section misspelt',
      '--port ${port-{{ name }}:port} --config ${config:',
      '--port ${port-{{ name }}:port} --config ${confg:',
      '16 | error reference-section | did you mean config?',
    ],
    [
      'refers to an option misspelt',
      '--port ${port-{{ name }}:port} --config ${config:output}',
      '--port ${port-{{ name }}:port} --config ${config:outpt}',
      '16 | error reference-option | did you mean output?',
    ],
    [
      'refers to another of its sections, misspelt',
      '--port ${port-{{ name }}:port}',
      '--port ${prot-{{ name }}:port}',
      '16 | error reference-section | did you mean port-…?',
    ],
    [
      'refers to an option of another of its sections, misspelt',
      '--port ${port-{{ name }}:port}',
      '--port ${port-{{ name }}:prot}',
      '16 | error reference-option | did you mean port?',
    ],
    [
      'inherits a macro that is not there',
      'minimum = 7000\n',
      'minimum = 7000\n<= stands\n',
      '13 | error macro-missing | correct the name, or give the section with --given',
    ],
    [
      'asks for a recipe misspelt',
      'slapos.cookbook:free_port',
      'slapos.cookbook:freeport',
      '11 | error recipe-unknown | did you mean slapos.cookbook:free_port?',
    ],
    [
      'lacks what a recipe demands',
      'wrapper-path = ${directory:etc}/{{ name }}\n{% endfor %}\n{% for name in settings',
      '{% endfor %}\n{% for name in settings',
      '15 | info recipe-option',
    ],
    [
      'names parts without sections',
      '  stand-{{ name }}',
      '  stnad-{{ name }}',
      '39 | error part-missing | did you mean stand-…?',
    ],
    [
      'leads to a section that lacks what it demands',
      'output = ${directory:etc}/kiosk.conf',
      'ouptut = ${directory:etc}/kiosk.conf',
      '7 | error recipe-option | write output for ouptut',
    ],
    [
      'is that of a list in JSON, beside what parameters give',
      '--shelf {{ name }} --config ${config:',
      '--shelf {{ name }} --config ${confg:',
      '22 | error reference-section | did you mean config?',
    ],
  ])('%s', (_, from, to, found) => {
    const file: KioskFile = 'kiosk.cfg.jinja2'
    expect(findingsIn(changedKiosk(file, from, to))).toEqual([`${file}:${found}`])
  })

  it('says nothing of sections that may be there', () => {
    const other = changedKiosk(
      'kiosk.cfg.jinja2',
      '--port ${port-{{ name }}:port}',
      '--port ${port-{{ parameters["first"] }}:port} --at ${{ "{" }}{{ name }}:ip}',
    )
    expect(findingsIn(other)).toEqual([])
  })

  it('is told once, however many items a known list has', () => {
    const known = changedKiosk('kiosk.cfg.jinja2', "{% for name in settings['names'] %}\n[", '[')
    const text = known['kiosk.cfg.jinja2']!.replace(
      "{% for name in settings['names'] %}\n  shelf",
      "{% for name in defaults['names'] %}\n  shlef",
    )
    const looped = text.replace('[shelf', "{% for name in defaults['names'] %}\n[shelf")
    expect(findingsIn({ ...known, 'kiosk.cfg.jinja2': looped })).toEqual([
      'kiosk.cfg.jinja2:42 | error part-missing | did you mean shelf-a?',
    ])
  })

  it('knows a list in JSON that no parameter changes', () => {
    const known = changedKiosk('kiosk.cfg.jinja2', "settings['size']", "defaults['siez']")
    expect(findingsIn(known)).toEqual([
      "kiosk.cfg.jinja2:8 | error template-undefined | did you mean 'size'?",
    ])
  })
})

describe('JSON in a context', () => {
  const comma = ' | remove the comma before it'
  const close = ' | close the "{" with "}"'
  const name = ' | put each name in double quotes'
  const quotes = ' | JSON allows only double quotes: "text"'

  it.each([
    ['of a line', 'jsonkey defaults :defaults', 'json defaults {"size": 1,}', 17, comma],
    ['of a line in quotes', 'jsonkey defaults :defaults', "json defaults {'size':1}", 17, quotes],
    ['of an option', '"names": ["a", "b"]}', '"names": ["a", "b"],}', 20, comma],
    ['of an option in quotes', '"names": ["a", "b"]}', `"names": ['a', "b"]}`, 20, quotes],
    ['that ends too soon', '"names": ["a", "b"]}', '"names": ["a", "b"]', 20, close],
    ['of an option in its first line', '{"size": 1,', '{size: 1,', 19, name],
  ])('is told where it breaks: %s', (_, from, to, line, hint) => {
    const found = findingsIn(changedKiosk('instance.cfg.in', from, to))
    expect(found).toContain(`instance.cfg.in:${line} | error context-line${hint}`)
  })

  it('is not told where a part of it is not known', () => {
    const [from, to] = ['"size": 1,', '"size": $${slap-configuration:size},']
    expect(findingsIn(changedKiosk('instance.cfg.in', from, to))).toEqual([])
  })
})
