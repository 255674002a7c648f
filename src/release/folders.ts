// The folders of a node, whose places only it knows. Knows nothing.

/** The folders that stand for those where buildout runs: nobody's own paths begin so. */
export const [softwareFolder, instanceFolder] = ['/@software', '/@instance'] as const

/** Whether a path leads to a file that only a build makes. */
export function isMade(path: string): boolean {
  return path.startsWith(`${softwareFolder}/`) || path.startsWith(`${instanceFolder}/`)
}
