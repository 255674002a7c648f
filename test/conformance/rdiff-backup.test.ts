import { spawnSync } from 'node:child_process'
import { expect, it } from 'vitest'
import { accepted, refused } from '../parameters/values/times.js'
import { describeWith } from '../support/engines.js'

/** The texts that rdiff-backup itself reads as times. */
const program = `
import json, sys
from rdiff_backup import Time
try:
    Time.set_current_time(1700000000)
except AttributeError:
    Time.setcurtime(1700000000)
sessions = [1600000000, 1650000000, 1690000000]
Time._time_from_session = lambda count, rp=None, times=None: sessions[0]
taken = []
for text in json.load(sys.stdin):
    try:
        Time.genstrtotime(text, 1700000000)
        taken.append(text)
    except Time.TimeException:
        pass
print(json.dumps(taken))
`

function read(texts: readonly string[]): { taken?: string[]; missing?: string } {
  const ran = spawnSync('/usr/bin/python3', ['-c', program], {
    input: JSON.stringify(texts),
    encoding: 'utf8',
  })
  if (ran.status === 0) return { taken: JSON.parse(ran.stdout) as string[] }
  const isThere = spawnSync('/usr/bin/python3', ['-c', 'import rdiff_backup']).status === 0
  if (isThere) throw new Error(ran.stderr)
  return { missing: 'rdiff-backup is not installed' }
}

const { taken, missing } = read([...accepted, ...refused])

describeWith(missing, 'rdiff-backup’s own reading of times', () => {
  it('takes what we take, and nothing else', () => expect(taken).toEqual(accepted))
})
