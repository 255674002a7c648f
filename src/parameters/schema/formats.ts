// The formats that a value is held to. Knows nothing.

/** The formats that schemas of SlapOS use, and that a value can be held to. */
export const heldFormats = ['uri', 'hostname'] as const

/** An address: whose host is before or in brackets, a port in digits, and no other brackets. */
const address =
  /^[a-z][a-z\d+.-]*:(?:\/\/(?:[^/?#@]*@)?(\[[^\]]*\]|[^:/?#[\]]*)(?::\d*)?(?![^/?#])|(?!\/\/))[^[\]]*$/i
/** An IPv4 address at the end of one of IPv6, a number of it written with a zero before. */
const zero = /^\[[^v].*?(?::0\d+\.|\.0\d)/i

/** What ajv-formats lets pass of each. */
export const isStrictly: Record<(typeof heldFormats)[number], (text: string) => boolean> = {
  uri: (text) => {
    const found = address.exec(text)
    return found !== null && !zero.test(found[1] ?? '')
  },
  hostname: (text) => !text.endsWith('.'),
}
