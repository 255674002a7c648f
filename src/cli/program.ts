// Where the program starts. Knows this folder alone.
import { processIo } from './io.js'
import { main } from './main.js'

export { main }

/** What the executable does: the process's own command line. */
export function start(): void {
  // A reader that has seen enough (`| head`) is not a failure, and changes nothing of what is found.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') process.exit(2)
  })
  void main(process.argv.slice(2), processIo()).then((code) => {
    process.exitCode = code
  })
}
