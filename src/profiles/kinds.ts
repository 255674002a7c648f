// The kinds of instances that have a profile. Knows nothing else.

/** The profiles that a software needs besides its own and the root's. */
export const profileKinds = [
  'export',
  'import',
  'pbsready',
  'pbsready-export',
  'pbsready-import',
  'pull-backup',
  'frozen',
] as const

/** One of {@link profileKinds}. */
export type ProfileKind = (typeof profileKinds)[number]
