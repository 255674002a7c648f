// A template of this project to profile text, every value encoded. Knows buildout and text.
import { encodeValue, type Encoding } from '../buildout/index.js'
import { isSafe, templatesWith, type Templates } from '../text/environment.js'

const templates = new Map<Encoding, Templates>()

/**
 * The text of a template under `templates/`, by its name there. All that a template prints goes
 * through {@link encodeValue}, so a value can only ever be a value; {@link Code} stays as it stands.
 */
export function renderTemplateFile(
  name: string,
  context: object,
  encoding: Encoding = 'py',
): string {
  let encoded = templates.get(encoding)
  if (!encoded) templates.set(encoding, (encoded = templatesIn(encoding)))
  return encoded.render(name, context)
}

/** The templates with an output filter that is ours. */
function templatesIn(encoding: Encoding): Templates {
  return templatesWith({
    suppressValue: (value) => (isSafe(value) ? value : encodeValue(value, encoding)),
    // Nunjucks takes null for missing; here it is a value.
    ensureDefined(value) {
      if (value !== undefined) return value
      throw new TypeError('a template names something that it was not given')
    },
  })
}
