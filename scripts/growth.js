// npm run growth: the time of n and of 4n of what once grew faster than its size, each beside start-up.
// PROGRAM names another build's dist/cli/bin.cjs; words choose kinds.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const program = resolve(
  process.env.PROGRAM ?? fileURLToPath(new URL('../dist/cli/bin.cjs', import.meta.url)),
)
/** What one run may take, in seconds of the clock. */
const patience = 60

const times = (count, text) => Array.from({ length: count }, (_, i) => text(i)).join('')
const record = (count, entry) =>
  Object.fromEntries(Array.from({ length: count }, (_, i) => entry(i)))
const component = ['--name', 'shop', '--count', '3']
const check = (text) => [{ 'a.cfg': text }, ['check', 'a.cfg']]
const template = (text) => [{ 'a.jinja2': text }, ['render', 'template', 'a.jinja2']]
const validate = (file, text) => [{ [file]: text }, ['validate', file, ...component]]
const schema = (values, held) => [
  { 'a.json': JSON.stringify(values), 's.json': JSON.stringify(held) },
  ['validate', 'a.json', '--schema', 's.json'],
]
const one = '[buildout]\nparts = a\n[a]\nrecipe = r\n'

/** Each kind: how large it is at first, and the files and the command of a size. */
const kinds = {
  'missing parts': [5000, (n) => check(`[buildout]\nparts =\n${times(n, (i) => `  part${i}\n`)}`)],
  'sections that inherit 500 options': [
    1000,
    (n) =>
      check(
        `${one}[b]\n${times(500, (i) => `o${i} = ${i}\n`)}${times(n, (i) => `[s${i}]\n<= b\n`)}`,
      ),
  ],
  'a chain of macros': [
    750,
    (n) => check(`${one}[s0]\na = 1\n${times(n, (i) => `[s${i + 1}]\n<= s${i}\n`)}`),
  ],
  'edits of an option': [5000, (n) => check(one + times(n, (i) => `v += ${i}\n`))],
  'sections that are written again': [5000, (n) => check(one + times(n, () => '[a]\nb = 1\n'))],
  'conditions of sections': [
    5000,
    (n) => check(one + times(n, (i) => `[c${i}:python_version > '3']\nx = 1\n`)),
  ],
  'references to what is near': [
    750,
    (n) =>
      check(
        one +
          times(n, (i) => `v${i} = \${sectoin${i}:x}\n`) +
          times(n, (i) => `[section${i}]\nrecipe = r\n`),
      ),
  ],
  'a chain of extends': [
    1000,
    (n) => [
      {
        ...record(n, (i) => [
          `a${i}.cfg`,
          `[buildout]\nextends = a${i + 1}.cfg\nparts += p${i}\n[p${i}]\nrecipe = r\n`,
        ]),
        [`a${n}.cfg`]: '[buildout]\nparts =\n',
      },
      ['check', 'a0.cfg'],
    ],
  ],
  'the same two that are extended again and again': [
    1500,
    (n) => [
      {
        'a.cfg': `[buildout]\nextends = ${'b.cfg c.cfg '.repeat(n)}\nparts += a\n[a]\nrecipe = r\n`,
        'b.cfg': '[buildout]\nparts = b\n[b]\nrecipe = r\n[s]\no += b\n',
        'c.cfg': '[buildout]\nparts = c\n[c]\nrecipe = r\n[s]\no += c\n',
      },
      ['check', 'a.cfg'],
    ],
  ],
  'entries of buildout.hash.cfg': [
    250,
    (n) => [
      {
        ...record(n, (i) => [`f${i}.in`, `${i}`]),
        'buildout.hash.cfg': times(n, (i) => `[f${i}]\nfilename = f${i}.in\nmd5sum = 0\n`),
      },
      ['hash', '.', '--check'],
    ],
  ],
  'templates that import each other': [
    30,
    (n) => [
      {
        ...record(n, (i) => [
          `a${i}`,
          `{% import 'a${i + 1}' as a %}${'{% macro m() %}x{% endmacro %}'.repeat(200)}`,
        ]),
        [`a${n}`]: 'x',
      },
      ['render', 'template', 'a0'],
    ],
  ],
  'a literal': [100_000, (n) => check(`${one}v = !py![${'1,'.repeat(n)}]\n`)],
  'keyword arguments': [
    10_000,
    (n) => template(`{{ dict(${times(n, (i) => `a${i}=1,`)}) | length }}`),
  ],
  'parameters of a macro': [
    10_000,
    (n) => template(`{% macro m(${times(n, (i) => `a${i}=1,`)}) %}{% endmacro %}{{ m() }}`),
  ],
  'macros of a template': [
    10_000,
    (n) => template(times(n, (i) => `{% macro m${i}() %}x{% endmacro %}`)),
  ],
  'a list of a template': [100_000, (n) => template(`{% set x = [${'1,'.repeat(n)}] %}`)],
  'pieces kept by a template': [
    50_000,
    (n) =>
      template(
        `{% set l = [] %}{% for i in range(${n}) %}{% set z %}a{{ i }}{% endset %}{% do l.append(z) %}{% endfor %}`,
      ),
  ],
  'text that grows': [
    1000,
    (n) =>
      template(
        `{% set n = namespace(t='') %}{% set x = 'a' * 10 %}{% for i in range(${n}) %}{% set n.t = n.t ~ x %}{% endfor %}`,
      ),
  ],
  'parameters in JSON': [
    20_000,
    (n) => validate('a.json', JSON.stringify(record(n, (i) => [`a${i}`, i]))),
  ],
  'parameters in XML': [
    20_000,
    (n) =>
      validate(
        'a.xml',
        `<instance>${times(n, (i) => `<parameter id="a${i}">1</parameter>`)}</instance>`,
      ),
  ],
  'parameters in YAML': [
    10_000,
    (n) =>
      validate(
        'a.yaml',
        times(n, (i) => `a${i}: 1\n`),
      ),
  ],
  'keys that match nothing': [
    5000,
    (n) => validate('a.json', JSON.stringify(record(n, (i) => [`-sla-${i}x-foo`, '1']))),
  ],
  'keys of an SLA': [
    5000,
    (n) => validate('a.json', JSON.stringify(record(n, (i) => [`-sla-${i}-mode`, 'a']))),
  ],
  'values of one parameter': [200_000, (n) => validate('a.json', `{"a": [${'1,'.repeat(n)} 1]}`)],
  'properties of a schema': [
    2000,
    (n) =>
      schema(
        { p1x: 1 },
        {
          additionalProperties: false,
          properties: record(n, (i) => [`p${i}`, { type: 'string' }]),
        },
      ),
  ],
  'broken parts of a schema': [
    500,
    (n) => schema({ a: 1 }, { properties: record(n, (i) => [`p${i}`, { type: 'no' }]) }),
  ],
  'findings of a schema': [
    5000,
    (n) =>
      schema(
        record(n, (i) => [`a${i}`, i]),
        { additionalProperties: { type: 'string' } },
      ),
  ],
  'alternatives of a schema': [
    120,
    (n) =>
      schema(
        { a: 1 },
        { properties: { a: { anyOf: Object.values(record(n, (i) => [i, { const: `${i}` }])) } } },
      ),
  ],
  'a nest of alternatives that is referred to': [
    5,
    (n) =>
      schema(
        { a: 1 },
        { definitions: { d: nest(n) }, properties: { a: { $ref: '#/definitions/d' } } },
      ),
  ],
  'alternatives of alternatives': [
    3,
    (n) =>
      schema(
        { a: 1 },
        {
          definitions: record(n + 1, (i) => [
            `d${i}`,
            i === n
              ? { type: 'string' }
              : { anyOf: [1, 2, 3].map(() => ({ $ref: `#/definitions/d${i + 1}` })) },
          ]),
          properties: { a: { $ref: '#/definitions/d0' } },
        },
      ),
  ],
}

function nest(levels) {
  return levels === 0 ? { type: 'string' } : { anyOf: [nest(levels - 1)] }
}

/** Has the program tell, at its end, what it took: its own time, not that of a busy machine. */
const telling =
  'data:text/javascript,' +
  encodeURIComponent(
    'import{writeSync}from"node:fs";process.on("exit",()=>{let u=process.resourceUsage();writeSync(3,JSON.stringify([u.userCPUTime/1000,u.maxRSS/1024]))})',
  )

/** Milliseconds of the processor, and megabytes; undefined for what did not end. */
function taken([files, args]) {
  const cwd = mkdtempSync(join(tmpdir(), 'resilient-'))
  try {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(cwd, name), text)
    const { output, error } = spawnSync(process.execPath, ['--import', telling, program, ...args], {
      cwd,
      timeout: patience * 1000,
      maxBuffer: 2 ** 30,
      stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    })
    return error || String(output[3]) === '' ? undefined : JSON.parse(String(output[3]))
  } finally {
    rmSync(cwd, { recursive: true })
  }
}

const [start] = taken([{}, ['--version']])
const wanted = process.argv.slice(2)
const told = (run) =>
  run ? `${run[0].toFixed(0)} ms, ${run[1].toFixed(0)} MB` : `no end in ${patience} s`
console.log(`start-up: ${start.toFixed(0)} ms of the processor, which the ratios leave out\n`)
console.log('| what | n | n | 4n | ratio |\n|---|---|---|---|---|')
for (const [kind, [n, made]] of Object.entries(kinds)) {
  if (wanted.length > 0 && !wanted.some((word) => kind.includes(word))) continue
  const [once, four] = [taken(made(n)), taken(made(4 * n))]
  const ratio =
    once && four ? `${((four[0] - start) / Math.max(once[0] - start, 1)).toFixed(1)}×` : '–'
  console.log(`| ${kind} | ${n} | ${told(once)} | ${told(four)} | ${ratio} |`)
}
