// Where the program starts. Knows this folder alone.
import { processIo } from './io.js'
import { main } from './main.js'

export { main }

/** What the executable does: the process's own command line. */
export function start(): void {
  // A reader that has seen enough (`| head`) is no failure.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    process.exit(error.code === 'EPIPE' ? 0 : 2)
  })
  void main(process.argv.slice(2), processIo()).then((code) => {
    process.exitCode = code
  })
}
