import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 60_000,
    // The suite runs on the sources, or, with DIST=1, on the built package.
    alias: process.env['DIST']
      ? { '../src/index.js': new URL('dist/index.js', import.meta.url).pathname }
      : {},
  },
})
