// Why a file could not be read or written, in words. Knows nothing else.

const reasons: Record<string, string> = {
  ENOENT: 'no such file',
  EEXIST: 'a file of that name is there',
  EISDIR: 'it is a folder',
  ENOTDIR: 'part of its path is not a folder',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  ELOOP: 'a symbolic link leads back to itself',
  ENOSPC: 'no space left on the device',
  EROFS: 'the file system is read-only',
  ENAMETOOLONG: 'its name is too long',
}

/** Why the system refused, in our words. */
export function reason(error: unknown): string {
  const code = (error as { code?: unknown }).code
  return typeof code === 'string' && !code.startsWith('ERR_')
    ? (reasons[code] ?? code)
    : 'it is not a path'
}
