import fc from 'fast-check'

/** Text that a profile could misread: newlines, sections, comments, references, literals, quotes. */
export const hostileText: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 20 }).map(withoutNul),
  fc.string({
    unit: fc.integer({ min: 1, max: 0xffff }).map((code) => String.fromCharCode(code)),
    maxLength: 12,
  }),
  fc
    .array(
      fc.constantFrom(
        ...[
          '\n',
          '\r',
          '\t',
          ' ',
          '  ',
          '\n\n',
          '[x]',
          '\n[evil]\nrecipe = evil',
          '#',
          ';',
          '=',
          ':',
          '+',
          '${a:b}',
          '$${a:b}',
        ],
        ...[
          '!py!',
          '!py!1',
          "'",
          '"',
          '\\',
          '\\n',
          '{',
          '}',
          '<',
          '<= a',
          'a',
          'é',
          '☃',
          '😀',
          '\u0085',
          '\u00a0',
          '\u2028',
        ],
        ...[
          '\ufeff',
          '\ud800',
          '\udc00',
          '\x0b',
          '\x1c',
          '\x7f',
          'None',
          '%s',
          '{{ x }}',
          '{% raw %}',
          '<parameter>',
          '&amp;',
          ']]>',
        ],
      ),
      { maxLength: 8 },
    )
    .map((pieces) => pieces.join('')),
)

function withoutNul(text: string): string {
  return text.replaceAll('\0', '')
}

/** Any value that JSON can hold, its text hostile. */
export const jsonValue: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    hostileText,
    fc.integer(),
    fc
      .double({ noNaN: true, noDefaultInfinity: true })
      .map((number) => (Object.is(number, -0) ? 0 : number)),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(hostileText, tie('value'), { maxKeys: 3, noNullPrototype: true }),
  ),
})).value

/** Names that a profile can hold as options, prototype's own among them. */
export const parameterName: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(
    'a',
    'constructor',
    '__proto__',
    'toString',
    '10',
    'é',
    'x.y',
    '<',
    '#',
    '!py!x',
    'config-a',
    'recipe',
  ),
  fc.stringMatching(/^[\w.<>/!#;,"'$%-]{1,12}$/),
)
