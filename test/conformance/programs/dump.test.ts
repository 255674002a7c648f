import { existsSync, mkdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { beforeEach, expect, it } from 'vitest'
import { programText } from '../../../src/profiles/programs.js'
import { describeWith, noPython, python } from '../../support/engines.js'
import { programIn, run, type Ended } from '../../support/programs.js'

const { program, path, write, script } = programIn('dump')

describeWith(noPython(), 'the dump of a leader', () => {
  const told = (command: string, ...args: string[]): Ended =>
    run(
      program,
      ...['--exporter', path('exporter'), '--dump', path('dump'), '--record', path('record')],
      ...['--parameters', path('parameters'), '--signature', path('signature.py'), command],
      ...args,
    )
  const exports = (text: string, more = ''): string =>
    script(
      'exporter',
      `echo "$@" > '${path('words')}'
printf %s '${text}' > '${path('dump/file')}'
touch -d @100 '${path('dump/file')}'
'${python}' '${path('signature.py')}' sign '${path('dump')}' > '${path('signature')}'
mv '${path('signature')}' '${path('dump/backup.signature')}'
${more}`,
    )
  beforeEach(() => {
    mkdirSync(path('dump'))
    writeFileSync(path('signature.py'), programText('signature'))
    write('parameters', JSON.stringify({ 'smallest-dump': 50 }))
  })

  it('ends as the exporter does, which is given its words', () => {
    exports('text')
    expect(told('run', '--transaction-id', '7')).toEqual({ code: 0, stdout: '', stderr: '' })
    exports('text', 'exit 3')
    expect(told('run').code).toBe(3)
    exports('text', 'kill -KILL $$')
    expect(told('run').code).toBe(137)
    rmSync(path('exporter'))
    expect(told('run')).toMatchObject({
      code: 1,
      stderr: `${path('exporter')} cannot be run: No such file or directory\n`,
    })
  })

  it('goes nowhere when it lost more than half, until somebody says that it is right so, once', () => {
    exports('x'.repeat(100))
    expect(told('run').code).toBe(0)
    for (const text of ['', 'x'.repeat(49)]) {
      exports(text)
      const why = `the dump has ${text.length} bytes, and the one that last went out has 100`
      expect(told('run')).toMatchObject({ code: 1, stderr: expect.stringContaining(why) as string })
    }
    exports('x'.repeat(50))
    expect(told('run').code).toBe(0)
    exports('')
    expect(told('run').code).toBe(1)
    expect(told('accept').code).toBe(0)
    expect(told('run').code).toBe(0)
    expect(existsSync(path('record.accept'))).toBe(false)
    exports('x')
    expect(told('run').code).toBe(0)
    exports('')
    expect(told('run').code).toBe(1)
  })

  it('may be empty at first', () => {
    exports('')
    expect(told('run').code).toBe(0)
  })

  it('gives another second to what changed within the one of the last dump', () => {
    exports('one')
    expect(told('run').code).toBe(0)
    expect(statSync(path('dump/file')).mtimeMs).toBe(100_000)
    exports('two')
    expect(told('run').code).toBe(0)
    expect(statSync(path('dump/file')).mtimeMs).toBe(101_000)
    utimesSync(path('dump/file'), 101, 101)
  })
})
