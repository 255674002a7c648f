// The MD5 sums of a buildout.hash.cfg. Knows diagnostics and buildout.
import type { Assignment, Profile } from '../buildout/index.js'
import { finding, type Diagnostic } from '../diagnostics/index.js'

/** A `buildout.hash.cfg` with the sums that its files have now. */
export interface Rehashed {
  profile: Profile
  /** Each sum that was out of date. */
  stale: Diagnostic[]
}

/**
 * Brings the `md5sum` of every section with a `_update_hash_filename_`, or else a `filename`, up to
 * date; all else stays as it is. `md5sum` gives a file's sum by its name, and throws where it cannot.
 */
export function rehash(profile: Profile, md5sum: (filename: string) => string): Rehashed {
  const stale: Diagnostic[] = []
  let updated = profile
  for (const [name, section] of profile.sections) {
    const filename = section.get('_update_hash_filename_') ?? section.get('filename')
    if (!filename) continue
    const present = section.get('md5sum')
    const sum = md5sum(filename.value)
    if (present?.value === sum) continue
    stale.push(staleHash(profile, name, filename, present, sum))
    updated = updated.set(name, 'md5sum', sum)
  }
  return { profile: updated, stale }
}

function staleHash(
  profile: Profile,
  section: string,
  filename: Assignment,
  present: Assignment | undefined,
  sum: string,
): Diagnostic {
  return finding('stale-hash', `the md5sum of [${section}] is not that of ${filename.value}`, {
    file: profile.file,
    range: (present ?? filename).range,
    path: `${section}:md5sum`,
    expected: sum,
    received: present?.value,
    hint: 'slapos-resilient hash brings it up to date',
  })
}
