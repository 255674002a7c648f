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

/** Fields for the computers of so many instances; a pattern takes those of any others. */
const shown = 3

/** The most instances that a component has. */
const most = 100_000

/**
 * The instance parameters of the root: those of the stack, whatever number of instances the root has by
 * itself, since that stands in the root alone; yours go beside them.
 */
export function inputSchema(name: string): object {
  const schema = resiliencySchema([{ name, count: shown }])
  const { patternProperties } = resiliencySchema([{ name, count: most }])
  const known = schema['properties'] as Record<string, object>
  const clones = Object.entries(known['resilient-clone-number']!).filter(
    ([key]) => key !== 'enum' && key !== 'default',
  )
  return {
    ...schema,
    properties: {
      ...known,
      'resilient-clone-number': {
        ...Object.fromEntries(clones),
        description:
          'Each backup has a pull-backup server of its own. Without it, as many as the root has by itself.',
        minimum: 0,
      },
    },
    patternProperties,
    title: `Parameters of a resilient ${name}`,
    description: 'All but the magic keys are passed on to the leader.',
  }
}
