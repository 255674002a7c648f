// The licences of what the build bundles, as their authors ask.
import { existsSync, readdirSync, readFileSync } from 'node:fs'

/** The texts of packages that come without: NAME.txt, as their repositories have it. */
const texts = 'scripts/licences'

/** The text of THIRD-PARTY.txt: every package whose code is in the outputs, with its licence. */
export function notices(metafiles) {
  const folders = metafiles.flatMap(({ outputs }) =>
    Object.values(outputs).flatMap(({ inputs }) =>
      Object.entries(inputs)
        .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
        .map(([path]) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0]),
    ),
  )
  const packages = new Map(
    [...new Set(folders)].filter(Boolean).map((folder) => {
      const { name, version, license } = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8'))
      const own = readdirSync(folder).find((each) => /^licen[cs]e/i.test(each))
      const file = own === undefined ? `${texts}/${name}.txt` : `${folder}/${own}`
      const text = existsSync(file) ? readFileSync(file, 'utf8').trimEnd() : ''
      if (text === '') throw new Error(`${name} has no licence text: write ${texts}/${name}.txt`)
      return [`${name} ${version} (${license})`, text]
    }),
  )
  const entries = [...packages].sort(([a], [b]) => (a < b ? -1 : 1))
  return entries.map(([title, text]) => `${title}\n\n${text}\n`).join(`\n${'-'.repeat(72)}\n\n`)
}
