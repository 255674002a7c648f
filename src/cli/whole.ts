// Writing that is whole or not at all. Knows nothing of the house.
import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readdirSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'

/** Writes to the end, however little is taken at a time; throws the system's errors. */
export function writeAll(descriptor: number, text: string): void {
  const bytes = Buffer.from(text)
  for (let done = 0; done < bytes.length;) {
    try {
      done += writeSync(descriptor, bytes, done)
    } catch (error) {
      // A pipe that somebody made not to block takes more as soon as its reader has read.
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5)
    }
  }
}

const endings = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const

let isUnbroken = false

/** Has a signal that ends the program wait until what is written without a pause is written. */
export function unbroken(): void {
  if (isUnbroken) return
  isUnbroken = true
  const end = (signal: NodeJS.Signals): void => {
    drop()
    process.kill(process.pid, signal)
  }
  const drop = (): void => {
    isUnbroken = false
    for (const each of endings) process.off(each, end)
  }
  for (const each of endings) process.on(each, end)
  setImmediate(drop)
}

/** Writes into folders; where that fails, takes away what lies in them since, and those that are new. */
export function allOrNothing<T>(folders: readonly string[], write: () => T): T {
  const before = new Map(folders.map((folder) => [folder, entriesOf(folder)]))
  const missing = folders.flatMap(missingOf)
  unbroken()
  try {
    return write()
  } catch (error) {
    for (const [folder, names] of before)
      for (const name of entriesOf(folder))
        if (!names.has(name)) rmSync(join(folder, name), { recursive: true, force: true })
    for (const folder of missing) if (existsSync(folder)) rmdirSync(folder)
    throw error
  }
}

/** What a folder holds: nothing where there is none. */
function entriesOf(folder: string): Set<string> {
  try {
    return new Set(readdirSync(folder))
  } catch {
    return new Set()
  }
}

/** A folder and those above it that are not there, the innermost first. */
function missingOf(folder: string): string[] {
  return existsSync(folder) ? [] : [folder, ...missingOf(dirname(folder))]
}

/** Puts a text in a file's place at once, by way of a temporary one beside it. */
export function replaceFile(path: string, text: string): void {
  const old = statSync(path, { throwIfNoEntry: false })
  const target = old ? realpathSync(path) : ledTo(path)
  if (old && !old.isFile()) {
    // A device or a pipe has no old content to keep.
    const descriptor = openSync(target, 'w')
    try {
      writeAll(descriptor, text)
    } finally {
      closeSync(descriptor)
    }
    return
  }
  unbroken()
  removeLitter(target)
  const temporary = temporaryName(target, process.pid)
  try {
    const descriptor = openSync(temporary, 'wx', old ? old.mode & 0o777 : 0o666)
    try {
      writeAll(descriptor, text)
      fsyncSync(descriptor)
    } finally {
      closeSync(descriptor)
    }
    renameSync(temporary, target)
  } catch (error) {
    rmSync(temporary, { force: true })
    throw error
  }
}

/** Where symbolic links lead, of which the last leads to no file yet. */
function ledTo(path: string): string {
  let target = path
  for (let links = 0; links < 40; links++) {
    try {
      target = resolve(dirname(target), readlinkSync(target))
    } catch {
      return target
    }
  }
  return target
}

function temporaryName(target: string, pid: number | string): string {
  return join(dirname(target), `.${basename(target)}.${pid}.tmp`)
}

/** A run that was killed could not remove its temporary file; the next one does. */
function removeLitter(target: string): void {
  for (const name of readdirSync(dirname(target))) {
    const pid = /\.(\d+)\.tmp$/.exec(name)?.[1]
    if (pid === undefined || join(dirname(target), name) !== temporaryName(target, pid)) continue
    if (!isRunning(Number(pid))) rmSync(join(dirname(target), name), { force: true })
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
