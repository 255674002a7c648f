// The buildout.hash.cfg of what is made here. Knows nothing else.

/** A file that a section of a software profile builds. */
export interface BuiltFile {
  section: string
  file: string
  text: string
}

/** A `buildout.hash.cfg`: a line that says what it is, then the checksum of each file. */
export function hashes(
  head: string,
  files: readonly BuiltFile[],
  md5: (text: string) => string,
): string {
  const sections = files.map(
    ({ section, file, text }) => `[${section}]\nfilename = ${file}\nmd5sum = ${md5(text)}\n`,
  )
  return [`# ${head}\n`, ...sections].join('\n')
}
