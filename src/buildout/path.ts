// Paths and URLs of profiles, as Python joins them. Knows nothing else.

/** Whether an `extends` names something to download. */
export function isUrl(name: string): boolean {
  return /^[a-z0-9+.-]+:\/\//i.test(name)
}

/** The folder of a path or of a URL, as Python's `os.path.dirname`. */
export function folderOf(path: string): string {
  const slash = path.lastIndexOf('/')
  if (slash < 0) return ''
  return path.slice(0, slash) || '/'
}

/** A path from a folder, without `.` and `..`: one name for one file. */
export function joinPath(folder: string, path: string): string {
  const joined = path.startsWith('/') || folder === '' ? path : `${folder}/${path}`
  const kept: string[] = []
  for (const step of joined.split('/')) {
    if (step === '' || step === '.') continue
    if (step === '..' && kept.length > 0 && kept.at(-1) !== '..') kept.pop()
    else if (step !== '..' || !joined.startsWith('/')) kept.push(step)
  }
  return (joined.startsWith('/') ? '/' : '') + kept.join('/')
}
