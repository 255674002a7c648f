// The licences of what the build bundles, as their authors ask.
import { readdirSync, readFileSync } from 'node:fs'

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
      const file = readdirSync(folder).find((each) => /^licen[cs]e/i.test(each))
      const text = file === undefined ? '' : `\n\n${readFileSync(`${folder}/${file}`, 'utf8')}`
      return [`${name} ${version} (${license})`, text.trimEnd()]
    }),
  )
  const entries = [...packages].sort(([a], [b]) => (a < b ? -1 : 1))
  return entries.map(([title, text]) => `${title}${text}\n`).join(`\n${'-'.repeat(72)}\n\n`)
}
