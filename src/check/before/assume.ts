// What names that nobody gives are taken for where two releases are compared. Knows diagnostics and jinja.
import { nearest } from '../../diagnostics/index.js'
import { globals, recipeNames, usualModule } from '../../jinja/index.js'

/** What a name that nobody gives is taken for: what the node knows, unless it is nearly one that somebody does. */
export function assumeOf(
  context: ReadonlyMap<string, unknown>,
): (name: string) => string | undefined {
  const known = [...context.keys(), ...recipeNames().keys(), ...globals().keys()]
  return (name) =>
    usualModule(name) === undefined && nearest(name, known) === undefined
      ? `\${slap-configuration:${name}}`
      : undefined
}
