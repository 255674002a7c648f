import type { Reporter, TestCase, TestModule, Vitest } from 'vitest/node'

/** Says at the end which tests were skipped, and why: a count alone hides what was not tried. */
export class Skips implements Reporter {
  #isFiltered = false

  onInit({ config }: Vitest): void {
    // With -t NAME all others are skipped, as they were meant to be.
    this.#isFiltered = config.testNamePattern !== undefined
  }

  onTestRunEnd(modules: readonly TestModule[]): void {
    if (this.#isFiltered) return
    const lines = modules.flatMap((module) =>
      [...module.children.allTests('skipped')].map((test) => `${nameOf(test)}: ${reasonOf(test)}`),
    )
    if (lines.length > 0) console.log(`Skipped:\n${lines.map((line) => `  ${line}\n`).join('')}`)
  }
}

function nameOf({ module, fullName }: TestCase): string {
  return `${module.relativeModuleId} > ${fullName}`
}

function reasonOf(test: TestCase): string {
  const result = test.result()
  return (result.state === 'skipped' && result.note) || 'no reason is given'
}
