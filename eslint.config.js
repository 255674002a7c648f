import eslint from '@eslint/js'
import regexp from 'eslint-plugin-regexp'
import tseslint from 'typescript-eslint'

const byName = { selector: 'ExportDefaultDeclaration', message: 'Export by name.' }
const python = 'White space is Python’s here: src/python/space.ts has it.'
const trim = { selector: 'MemberExpression[property.name=/^trim(?:Start|End)?$/]', message: python }
// `[\s\S]` is any character at all.
const space = String.raw`/(?:^|[^\\])(?:\\{2})*\\[sS](?!\\S\])(?<!\[\\s\\S)/`
const patterns = [
  `Literal[regex.pattern=${space}]`,
  `NewExpression[callee.name="RegExp"] Literal[value=${space}]`,
  `NewExpression[callee.name="RegExp"] TemplateElement[value.cooked=${space}]`,
].map((selector) => ({ selector, message: python }))

export default tseslint.config(
  {
    ignores: [
      'dist',
      'coverage',
      'node_modules',
      'examples',
      'src/text/compiled.js',
      'src/text/programs.js',
    ],
  },
  eslint.configs.recommended,
  ...tseslint.configs.strict,
  regexp.configs['flat/recommended'],
  {
    languageOptions: {
      globals: {
        process: 'readonly',
        console: 'readonly',
        URL: 'readonly',
        Buffer: 'readonly',
        performance: 'readonly',
        setTimeout: 'readonly',
      },
    },
    rules: {
      // A NUL or another control character in a pattern is meant: profiles and XML refuse them.
      'no-control-regex': 'off',
      'regexp/no-super-linear-backtracking': ['error', { report: 'certain' }],
      'regexp/no-super-linear-move': 'error',
      '@typescript-eslint/no-non-null-assertion': 'off',
      'no-restricted-syntax': ['error', byName],
    },
  },
  {
    // The way through runs one way, and all before the command line runs in a browser.
    files: ['src/**/*.ts'],
    ignores: ['src/cli/**', 'src/check/**', 'src/buildout/files/**'],
    rules: { 'no-restricted-imports': ['error', { patterns: ['node:*'] }] },
  },
  {
    // What is read, buildout, Jinja2 or a recipe reads too, with Python's white space. What is not:
    // our own findings and help, and resilient.ini, whose white space is that of the package `ini`.
    files: ['src/**/*.ts'],
    ignores: ['src/diagnostics/**', 'src/cli/{configuration,help}.ts'],
    rules: {
      'no-restricted-syntax': ['error', byName, trim, ...patterns],
    },
  },
  {
    // XML and JSON have white space of their own: no pattern here reads a profile.
    files: ['src/parameters/**/*.ts'],
    rules: { 'no-restricted-syntax': ['error', byName, trim] },
  },
  {
    // The page's own script, for browsers.
    files: ['templates/plan/page.js'],
    languageOptions: {
      globals: {
        addEventListener: 'readonly',
        document: 'readonly',
        getComputedStyle: 'readonly',
        history: 'readonly',
        location: 'readonly',
        scrollBy: 'readonly',
      },
    },
  },
  { files: ['eslint.config.js', 'vitest.config.ts'], rules: { 'no-restricted-syntax': 'off' } },
)
