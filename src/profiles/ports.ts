// The ports of each kind of instance. Knows buildout.
import { code, type Code } from '../buildout/index.js'
import type { ProfileKind } from './kinds.js'

/** The ports of one service of instance 0, and how far the next instance's are from them. */
export interface PortRange {
  name: Code
  minimum: Code
  maximum: Code
  step: Code
}

/**
 * A range for each service that listens. Leader and first backup have those of the public stack
 * (22200-22209 and 22210-22219, 65526-65535 and 65516-65525); no range reaches the ports that
 * Linux hands out by itself (32768-60999), nor another service's, in 450 instances.
 */
export function portRanges(kind: ProfileKind): PortRange[] {
  const range = (name: string, minimum: number, step = 10): PortRange => ({
    name: code(name),
    minimum: code(String(minimum)),
    maximum: code(String(minimum + 9)),
    step: code(String(step)),
  })
  if (kind === 'pull-backup') return [range('notifier', 8088), range('monitor', 27000)]
  return [range('sshd', 22200), range('notifier', 65526, -10), range('monitor', 12600)]
}
