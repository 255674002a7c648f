// What the recipes that make files are told and set, as data. Knows buildout.
import { strip } from '../buildout/index.js'
import type { Section } from '../buildout/index.js'

/** How a recipe makes a file from another: as it is, with `${…}` filled in, or rendered by Jinja2. */
export type Making = 'copy' | 'fill' | 'jinja2'

/** A recipe that makes a file: which of its options name what. */
export interface FileRecipe {
  making: Making
  /** The file that is read; the first one that is set counts. */
  inputs: readonly string[]
  /** The text itself, in place of a file. */
  inline?: string
  /** Where the file comes to lie. */
  outputs: readonly string[]
  /** Options that must be set, one of each. */
  demands: readonly (readonly string[])[]
  /** Whether it sets `location` and puts the file into it, where the profile does not say. */
  isInParts?: boolean
  /** Makes files only where the profile says where: else its script decides. */
  isPlain?: boolean
}

const template = { inputs: ['url', 'template'], inline: 'inline', outputs: ['output', 'rendered'] }

/** The recipes that make files, by what `recipe` holds. */
const fileRecipes: Readonly<Record<string, FileRecipe>> = {
  'slapos.recipe.template': {
    making: 'fill',
    ...template,
    demands: [
      ['url', 'inline', 'template'],
      ['output', 'rendered'],
    ],
  },
  'slapos.recipe.template:jinja2': {
    making: 'jinja2',
    ...template,
    demands: [
      ['url', 'inline', 'template'],
      ['output', 'rendered'],
    ],
  },
  'collective.recipe.template': {
    making: 'fill',
    inputs: ['input', 'url'],
    inline: 'inline',
    outputs: ['output'],
    demands: [['input', 'inline', 'url'], ['output']],
  },
  'slapos.recipe.build:download': {
    making: 'copy',
    inputs: ['url'],
    outputs: ['target', 'destination'],
    demands: [['url']],
    isInParts: true,
  },
  'hexagonit.recipe.download': {
    making: 'copy',
    inputs: ['url'],
    outputs: ['target'],
    demands: [['url']],
    isInParts: true,
  },
  'slapos.recipe.build': {
    making: 'copy',
    inputs: ['url'],
    outputs: ['target', 'output'],
    demands: [],
    isPlain: true,
  },
}

/** The recipe of a section, as far as it makes a file. */
export function fileRecipeOf(section: Section | undefined): FileRecipe | undefined {
  const recipe = strip(section?.get('recipe')?.value ?? '')
  return recipe !== undefined && Object.hasOwn(fileRecipes, recipe)
    ? fileRecipes[recipe]
    : undefined
}

/** Whether a section's recipe goes on with the profile of the instance's software type. */
export function isSwitch(section: Section): boolean {
  return /^slapos\.cookbook:(?:switch-softwaretype|softwaretype)$/.test(
    strip(section.get('recipe')?.value ?? ''),
  )
}

/** What a switch has besides its types. */
export const switchOptions: ReadonlySet<string> = new Set([
  'recipe',
  'override',
  '<',
  '_buildout_section_name_',
  '<part-dependencies>',
])

/** The sections that slapgrid writes below every instance's profile, or hands on to a type's. */
export const nodeSections: ReadonlySet<string> = new Set([
  'slap-connection',
  'slap_connection',
  'slap-configuration',
  'slap-parameter',
  'slap-network-information',
  'network-information',
  'storage-configuration',
  'slap-software-type',
])

/** The options that a node gives its sections, as far as they have names: a section may hold others. */
export const nodeOptions: Readonly<Record<string, readonly string[]>> = {
  'slap-connection': [
    ...[
      'computer-id',
      'partition-id',
      'server-url',
      'software-release-url',
      'key-file',
      'cert-file',
    ],
    ...['shared-part-list', 'build-time-part-list', 'requested-state'],
  ],
  slap_connection: [
    ...[
      'computer_id',
      'partition_id',
      'server_url',
      'software_release_url',
      'key_file',
      'cert_file',
    ],
  ],
  'slap-configuration': [
    ...['computer', 'partition', 'url', 'key', 'cert', 'configuration', 'ipv4', 'ipv6'],
    ...['ipv4-random', 'ipv6-random', 'global-ipv4-network', 'instance-title', 'instance-guid'],
    ...['root-instance-title', 'root-instance-short-title', 'instance-state', 'storage-dict'],
    ...['slap-software-type', 'slap-software-release-url', 'slap-computer-partition-id'],
    ...['slave-instance-list', 'hosted-instance-list', 'ipv6-range', 'ipv6-range-network'],
  ],
  'slap-network-information': [
    ...['local-ipv4', 'global-ipv4', 'global-ipv6', 'network-interface', 'tap-name'],
    ...['tap-gateway', 'tap-ipv4', 'tap-netmask', 'tap-network', 'tap-ipv6'],
  ],
  'slap-parameter': [],
  'storage-configuration': ['storage-home'],
  'network-information': ['global-ipv4-network'],
}
