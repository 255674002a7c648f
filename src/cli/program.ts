// Where the program starts. Knows this folder alone.
import { processIo } from './io.js'
import { main } from './main.js'

export { main }

/** What the executable does: the process's own command line. */
export function start(): void {
  void main(process.argv.slice(2), processIo()).then((code) => {
    process.exitCode = code
  })
}
