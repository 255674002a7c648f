// The JSON files of a release that init writes. Knows plan.
import { resiliencySchema } from '../plan/index.js'

/** `software.cfg.json`: the types that one can request, and where their parameters are described. */
export function softwareSchema(name: string): object {
  const type = (title: string, description: string, index: number, request: string) => ({
    title,
    description,
    request,
    response: 'instance-output-schema.json',
    index,
  })
  const schema = `instance-${name}-root-input-schema.json`
  return {
    name,
    description: `${name}, resilient`,
    serialisation: 'xml',
    'software-type': {
      default: type(
        `Resilient ${name}`,
        'A leader, its backups and their pull-backup servers',
        0,
        schema,
      ),
      resilient: type(`Resilient ${name}`, 'The same, by its name', 1, schema),
    },
  }
}

/** The instance parameters of the root: those of the stack, for so many instances; yours go beside them. */
export function inputSchema(name: string, count: number): object {
  const schema = resiliencySchema([{ name, count }])
  const known = schema['properties'] as Record<string, object>
  const clones = Object.entries(known['resilient-clone-number']!).filter(([key]) => key !== 'enum')
  return {
    ...schema,
    // The root takes any number; the one that it has by itself is the default.
    properties: {
      ...known,
      'resilient-clone-number': {
        ...Object.fromEntries(clones),
        minimum: 0,
      },
    },
    title: `Parameters of a resilient ${name}`,
    description: 'All but the magic keys are passed on to the leader.',
  }
}
