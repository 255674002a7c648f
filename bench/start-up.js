import { measure, program, spawn } from './measure.js'
import { row } from './row.js'

/** The commands that people run most, against a bare node. */
export function startUp() {
  const three = ['--name', 'runner', '--count', '3']
  const lines = {
    'render replicated of 3': ['render', 'replicated', ...three],
    'plan of 3': ['plan', ...three],
    '--version': ['--version'],
  }
  const [bare, ...ours] = measure(
    [
      () => spawn(process.execPath, ['-e', '0']),
      ...Object.values(lines).map((args) => () => spawn(process.execPath, [program, ...args])),
    ],
    15,
  )
  return Object.keys(lines).map((name, index) =>
    row(`start-up: ${name}`, ours[index], 'node -e 0', bare, index === 0 ? '1.5×' : ''),
  )
}
