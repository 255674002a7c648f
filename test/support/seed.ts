import fc from 'fast-check'

// `npm test` tries the same cases each time, so a failure is there for all to see; `FUZZ=…`,
// `PARSE_RUNS=…` and `npm run fuzz` go on to others.
const { FUZZ, FUZZ_CASES, PARSE_RUNS } = process.env
if (FUZZ === undefined && FUZZ_CASES === undefined && PARSE_RUNS === undefined) {
  fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: 4 })
}
