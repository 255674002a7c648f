import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { beforeEach, expect, it } from 'vitest'
import { describeWith, noPython } from '../../support/engines.js'
import { programIn, run, type Ended } from '../../support/programs.js'

const { program, path, write } = programIn('smaller-dump')

describeWith(noPython(), 'a dump beside the last one', () => {
  const told = (command: string): Ended =>
    run(
      program,
      ...['--dump', path('dump'), '--record', path('record')],
      ...['--parameters', path('parameters'), command],
    )
  const dumped = (bytes: number): number | null => {
    rmSync(path('dump'), { recursive: true, force: true })
    write('dump/backup.signature', 'x'.repeat(1000))
    if (bytes > 0) write('dump/a/file', 'x'.repeat(bytes))
    const { code } = told('check')
    if (code === 0) expect(told('remember')).toEqual({ code: 0, stdout: '', stderr: '' })
    return code
  }
  beforeEach(() => write('parameters', JSON.stringify({ 'smallest-dump': 50 })))

  it('may have half of its bytes, and is too small with less, however often it comes', () => {
    expect([100, 49, 49, 0, 50].map(dumped)).toEqual([0, 1, 1, 1, 0])
  })

  it('may not become smaller and smaller, so that all is lost in some steps', () => {
    expect([90, 100, 60, 51, 36, 49].map(dumped)).toEqual([0, 0, 0, 0, 1, 1])
    expect(told('check')).toMatchObject({
      stdout: '',
      stderr: expect.stringContaining('has 49 bytes, and one of the last had 100') as string,
    })
    // Somebody accepts it, once: it is what the next are held against.
    expect(told('accept').code).toBe(0)
    expect([36, 20, 17, 36].map(dumped)).toEqual([0, 0, 1, 0])
    // What was good a day ago holds nothing up.
    expect([100, ...Array<number>(23).fill(50), 26].map(dumped).indexOf(1)).toBe(24)
    expect([50, 26].map(dumped)).toEqual([0, 0])
  })

  it.each(['{"bytes": 100}', '{"bytes": 10, "before": [100]}'])(
    'is held against what an earlier version remembered: %s',
    (held) => {
      write('record', held)
      expect([49, 50, 49].map(dumped)).toEqual([1, 0, 1])
    },
  )

  it('may have half of its rows, where it says how many it has, and never none after some', () => {
    const withRows = (rows: number | string): number | null => {
      write('dump/file', 'x'.repeat(1000))
      write('dump/backup.rows', `${rows}\n`)
      const { code } = told('check')
      if (code === 0) expect(told('remember').code).toBe(0)
      return code
    }
    // What was remembered of before has no rows.
    expect(dumped(1000)).toBe(0)
    expect([0, 50, 25, 24, 0, 50].map(withRows)).toEqual([0, 0, 0, 1, 1, 0])
    expect(told('check')).toMatchObject({ code: 0 })
    write('parameters', JSON.stringify({ 'smallest-dump': 0 }))
    expect([1, 0].map(withRows)).toEqual([0, 1])
    expect(told('check').stderr).toContain('the dump has 0 rows, and one of the last had 50')
    expect(told('accept').code).toBe(0)
    expect([0, 50].map(withRows)).toEqual([0, 0])
    expect(withRows('-1')).toBe(1)
    expect(told('check').stderr).toContain("backup.rows is not a number: '-1\\n'")
  })

  it('may be anything at first, and be as small as it is where somebody accepts it, once', () => {
    expect([0, 100, 0].map(dumped)).toEqual([0, 0, 1])
    expect(told('accept').code).toBe(0)
    expect(dumped(0)).toBe(0)
    expect(existsSync(path('record.accept'))).toBe(false)
    expect([100, 0].map(dumped)).toEqual([0, 1])
  })

  it('may shrink to what the parameter says, but not to nothing', () => {
    write('parameters', JSON.stringify({ 'smallest-dump': 0 }))
    expect([100, 1, 0].map(dumped)).toEqual([0, 0, 1])
  })

  it.each(['', '{', '[]', '{}', '{"bytes": null}', '{"bytes": 1, "before": 1}', '{"good": 1}'])(
    'goes no further where the record holds %j, before somebody accepts it',
    (text) => {
      write('record', text)
      expect(dumped(100)).toBe(1)
      expect(told('check').stderr).toContain('how large the last dump was cannot be read')
      expect(told('accept').code).toBe(0)
      expect([100, 0].map(dumped)).toEqual([0, 1])
    },
  )

  it('is remembered as it was checked, and so is that it was accepted', () => {
    expect(dumped(100)).toBe(0)
    expect(told('check').code).toBe(0)
    write('dump/a/file', '')
    expect(told('accept').code).toBe(0)
    expect(told('remember').code).toBe(0)
    expect(readFileSync(path('record'), 'utf8')).toBe('{"good": [{"bytes": 100}, {"bytes": 100}]}')
    expect(existsSync(path('record.accept'))).toBe(true)
    rmSync(path('record.accept'))
    expect(told('check').code).toBe(1)
    expect(told('remember')).toMatchObject({
      code: 1,
      stderr: 'no dump was checked, or it was refused: nothing is remembered\n',
    })
  })

  it('goes no further where nothing can be written down', () => {
    mkdirSync(path('record.new'))
    mkdirSync(path('record.checked.new'))
    write('dump/file', 'x')
    expect(told('check')).toEqual({
      code: 1,
      stdout: '',
      stderr: `${path('record.checked.new')}: Is a directory\n`,
    })
  })
})
