import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import { Skips } from './test/support/skips.js'

const built = (path: string): string => fileURLToPath(new URL(`dist/${path}`, import.meta.url))

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Servers and programs that are run wait more than they work: each core takes files of its own.
    maxWorkers: '100%',
    testTimeout: 120_000,
    reporters: ['default', new Skips()],
    setupFiles: ['test/support/seed.ts'],
    // The suite runs on the sources, or, with DIST=1, on the built package: its library wherever
    // a test takes the public names, its program wherever one runs a command line.
    alias: process.env['DIST']
      ? [
          { find: /^(?:\.\.\/)+src\/(index|plan)\.js$/, replacement: built('$1.js') },
          { find: /^(?:\.\.\/)+src\/cli\/main\.js$/, replacement: built('cli/program.cjs') },
        ]
      : [],
  },
})
