// Running again when a file is saved. Knows diagnostics.
import { statSync, watch as watchFolder, type FSWatcher } from 'node:fs'
import { dirname, join } from 'node:path'
import { ResilientError } from '../diagnostics/index.js'
import type { ExitCode } from './command.js'
import type { Io } from './io.js'
import { option } from './options.js'
import { drawFindings } from './report.js'

/** The flag of the commands that can run again. */
export const watchFlag = {
  watch: option.switch('run again when a file that was read is saved, until interrupted'),
}

/** Editors write a file in several steps; one run is enough for them. */
const settled = 20

/**
 * Runs a command, and again each time one of the files that it read is saved. Folders are watched
 * rather than files, so a file that is moved into place, as editors do, is seen. Gives the last exit
 * code once `io.interrupted` is.
 */
export async function runAndWatch(run: (io: Io) => Promise<ExitCode>, io: Io): Promise<ExitCode> {
  const interrupted = io.interrupted ?? new AbortController().signal
  let code = await once()
  while (!interrupted.aborted) {
    await nextSave(code.files, interrupted)
    if (interrupted.aborted) break
    code = await once()
  }
  return code.exit

  async function once(): Promise<{ exit: ExitCode; files: Files }> {
    const files: Files = new Map()
    io.stderr(`──── ${io.now().toISOString()}\n`)
    const noting: Io = { ...io, noteRead: (path) => void files.set(path, stampOf(path)) }
    try {
      return { exit: await run(noting), files }
    } catch (error) {
      // While a file is being written it may be broken, or away; the next save mends it.
      if (!(error instanceof ResilientError)) throw error
      io.stderr(drawFindings('text', error.diagnostics, error.sources, {}, io))
      return { exit: 2, files }
    } finally {
      // A problem matcher knows by these two lines which findings are new.
      io.stderr('──── done, waiting for a save\n')
    }
  }
}

/** The files that a run read, each as it was then. */
type Files = Map<string, string>

/** Another one for another content. */
function stampOf(path: string): string {
  const stat = statSync(path, { throwIfNoEntry: false })
  return stat ? `${stat.ino} ${stat.mtimeMs} ${stat.size}` : ''
}

/** Resolves when one of the files was written, moved into place or removed. */
function nextSave(files: Files, interrupted: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    let timer: NodeJS.Timeout | undefined
    const watchers: FSWatcher[] = []
    const finish = (): void => {
      for (const watcher of watchers) watcher.close()
      clearTimeout(timer)
      interrupted.removeEventListener('abort', finish)
      resolve()
    }
    interrupted.addEventListener('abort', finish)
    for (const folder of new Set([...files.keys()].map((file) => dirname(file)))) {
      const watcher = watchFolder(folder, (_event, name) => {
        if (name !== null && files.has(join(folder, name))) timer ??= setTimeout(finish, settled)
      })
      watchers.push(watcher)
    }
    // A save during the run came before anybody watched.
    if ([...files].some(([file, stamp]) => stampOf(file) !== stamp))
      timer ??= setTimeout(finish, settled)
  })
}
