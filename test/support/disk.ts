import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A file system of its own that is full after some MiB; undefined where it can't be mounted. */
export function mountSmallDisk(folder: string, mebibytes: number): (() => void) | undefined {
  const options = ['-t', 'tmpfs', '-o', `size=${mebibytes}m`, 'tmpfs', folder]
  if (spawnSync('mount', options).status !== 0) return undefined
  // Lazily: a killed server may still be on its way out.
  return () => void spawnSync('umount', ['--lazy', folder])
}

/** Why no small disk can be had, undefined where one can. */
export function noSmallDisk(): string | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'disk-'))
  const unmount = mountSmallDisk(folder, 1)
  unmount?.()
  rmdirSync(folder)
  return unmount === undefined ? 'a tmpfs can’t be mounted here' : undefined
}
