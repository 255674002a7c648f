import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import {
  chmodSync,
  lchownSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

/** How a program ended, and all that it said. */
export interface Outcome {
  status: number | null
  signal: NodeJS.Signals | null
  stdout: string
  stderr: string
}

interface Owner {
  uid?: number
  gid?: number
}

/** The ids of a system user; nothing where the test may not change to it and everything is its own. */
function ownerOf(user: string): Owner {
  if (process.getuid?.() !== 0) return {}
  const id = (flag: string): number =>
    Number(spawnSync('id', [flag, user], { encoding: 'utf8' }).stdout)
  return { uid: id('-u'), gid: id('-g') }
}

/** A computer partition: a folder, and the system user to whom all in it belongs. */
export class Partition {
  readonly folder: string
  readonly #owner: Owner
  readonly #running = new Set<ChildProcess>()

  constructor(user: string, folder = mkdtempSync(join(tmpdir(), 'partition-'))) {
    this.#owner = ownerOf(user)
    this.folder = folder
    this.own(folder)
    for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
      this.own(join(folder, name))
    }
  }

  path(...names: string[]): string {
    return join(this.folder, ...names)
  }

  /** Give a file or folder to the partition's user. */
  own(path: string): void {
    const { uid, gid } = this.#owner
    if (uid !== undefined && gid !== undefined) lchownSync(path, uid, gid)
  }

  /** Make folders, as slapos.cookbook:mkdirectory does. */
  makeFolder(path: string): void {
    const made = mkdirSync(path, { recursive: true })
    if (made === undefined) return
    for (let each = path; each.length >= made.length; each = dirname(each)) this.own(each)
  }

  write(path: string, text: string, mode = 0o600): void {
    writeFileSync(path, text)
    chmodSync(path, mode)
    this.own(path)
  }

  /** Start a program in a process group of its own. */
  start(program: string, args: readonly string[] = [], env: NodeJS.ProcessEnv = {}): Program {
    const child = spawn(program, args, {
      ...this.#owner,
      cwd: this.folder,
      env: { PATH: '/usr/bin:/bin:/usr/sbin:/sbin', HOME: this.folder, ...env },
      detached: true,
    })
    this.#running.add(child)
    child.once('close', () => this.#running.delete(child))
    return new Program(child)
  }

  /** Run a program to its end. */
  async run(program: string, args: readonly string[] = [], input = ''): Promise<Outcome> {
    const started = this.start(program, args)
    started.child.stdin?.end(input)
    return started.ended
  }

  /** End whatever still runs, undo what else was done, and remove the folder. */
  async remove(undo?: () => void): Promise<void> {
    const running = [...this.#running]
    const ends = running.map((child) => new Promise((end) => child.once('close', end)))
    // Servers take this as the quick way out, and give back the memory that they share.
    for (const child of running) killGroup(child, 'SIGQUIT')
    const late = setTimeout(() => {
      for (const child of this.#running) killGroup(child, 'SIGKILL')
    }, 10_000)
    await Promise.all(ends)
    clearTimeout(late)
    undo?.()
    rmSync(this.folder, { recursive: true, force: true })
  }
}

/** A program that runs in a partition. */
export class Program {
  readonly ended: Promise<Outcome>
  /** What it has said so far. */
  stdout = ''
  stderr = ''

  constructor(readonly child: ChildProcess) {
    child.stdout?.setEncoding('utf8').on('data', (text: string) => (this.stdout += text))
    child.stderr?.setEncoding('utf8').on('data', (text: string) => (this.stderr += text))
    child.stdin?.on('error', () => undefined)
    this.ended = new Promise((resolve, reject) => {
      child.once('error', reject)
      child.once('close', (status, signal) => {
        resolve({ status, signal, stdout: this.stdout, stderr: this.stderr })
      })
    })
  }

  /** Whether it has ended well or badly; a killed one has ended too. */
  get over(): boolean {
    return this.child.exitCode !== null || this.child.signalCode !== null
  }

  /** Send a signal to the program alone, and wait for its end; what it started may go on. */
  kill(signal: NodeJS.Signals): Promise<void> {
    const exited = this.#exited()
    this.child.kill(signal)
    return exited
  }

  /** Send a signal to the program and to all that it started, and wait for its end. */
  killAll(signal: NodeJS.Signals): Promise<void> {
    const exited = this.#exited()
    killGroup(this.child, signal)
    return exited
  }

  async #exited(): Promise<void> {
    if (this.over) return
    await new Promise((resolve) => this.child.once('exit', resolve))
  }
}

function killGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return
  try {
    process.kill(-child.pid, signal)
  } catch {
    // It has ended by itself.
  }
}

/** Wait until something holds; say what was awaited when it does not come. */
export async function until(
  what: string,
  holds: () => boolean | Promise<boolean>,
  seconds = 60,
): Promise<void> {
  const end = Date.now() + seconds * 1000
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`waited ${seconds} s for ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}
