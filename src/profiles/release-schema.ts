import { slaNames } from '../sla/index.js'

const draft = 'https://json-schema.org/draft/2020-12/schema'

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

/** The instance parameters of the root: what the stack knows, and the magic keys of so many instances. */
export function inputSchema(name: string, count: number): object {
  const keys = magicKeys(name, count)
  const magic = `^-sla-(?:${keys.map(escape).join('|')})-`
  return {
    $schema: draft,
    title: `Parameters of a resilient ${name}`,
    description: 'All but the magic keys are passed on to the leader.',
    type: 'object',
    properties: {
      'resiliency-backup-periodicity': {
        title: 'When the leader dumps',
        description: 'Crontab syntax, as in 0 3 * * *; every hour unless given.',
        type: 'string',
        pattern: '^(?:|\\S+(?: +\\S+){4})$',
      },
      'remove-backup-older-than': {
        title: 'How long the archive keeps history',
        description: 'rdiff-backup’s syntax: 2W is two weeks, 10B the last ten backups.',
        type: 'string',
        pattern: '^(?:(?:[0-9]+[smhDWMY])+|[0-9]+B|now|[0-9]{4}-[0-9]{2}-[0-9]{2}.*)$',
        default: '2W',
      },
    },
    patternProperties: {
      [`${magic}(?:${slaNames.join('|')})$`]: {
        title: 'Where an instance is allocated',
        description:
          'For a number: the instance and its pull-backup server; for a name: that one. The name wins.',
        type: 'string',
      },
      [`${magic}mode$`]: { enum: ['unique_by_network'] },
    },
    propertyNames: { if: { pattern: '^-sla-' }, then: { pattern: `${magic}.` } },
  }
}

/** What stands between `-sla-` and the SLA name: numbers, instances, pull-backup servers. */
function magicKeys(name: string, count: number): string[] {
  const ids = Array.from({ length: count }, (_, id) => String(id))
  return [...ids, ...ids.map((id) => name + id), ...ids.slice(1).map((id) => `pbs${id}`)]
}

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
