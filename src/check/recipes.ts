// What the recipes of slapos.cookbook take and return, as far as rules ask. Knows buildout and
// release.
import { strip, type Section } from '../buildout/index.js'
import { isRequest, isSetByRequest } from '../release/index.js'
import { cookbook } from './known-recipes.js'

/**
 * Options that a recipe sets when it runs, by recipe; only of recipes whose options are all known
 * (slapos.cookbook). Any other recipe may set whatever it likes.
 */
const runTime: Readonly<Record<string, RegExp>> = {
  certificate_authority: /^$/,
  'certificate_authority.request': /^name$/,
  cron: /^$/,
  'cron.d': /^$/,
  dropbear: /^$/,
  'dropbear.add_authorized_key': /^$/,
  equeue: /^$/,
  free_port: /^port$/,
  'generate.mac': /^mac-address$/,
  'generate.password': /^(?:passwd.*|storage-path)$/,
  logrotate: /^$/,
  'logrotate.d': /^$/,
  mkdirectory: /^$/,
  notifier: /^$/,
  'notifier.callback': /^$/,
  'notifier.notify': /^log-file$/,
  pbs: /^rdiff-backup-data-folder$/,
  publish: /^$/,
  'publish.serialised': /^$/,
  'random.integer': /^value$/,
  'random.time': /^time$/,
  'publish.serialised_failsafe': /^$/,
  publish_failsafe: /^$/,
  readline: /^readline$/,
  'redis.server': /^$/,
  shell: /^$/,
  simplehttpserver: /^address$/,
  simplelogger: /^$/,
  softwaretype: /^$/,
  sshkeys_authority: /^$/,
  'sshkeys_authority.request': /^(?:name|public-key-value)$/,
  'switch-softwaretype': /^$/,
  'symbolic.link': /^$/,
  userinfo: /^(?:pw-(?:name|uid|gid|dir|shell)|gr-(?:name|gid))$/,
  uuid: /^uuid$/,
  wrapper: /^(?:_d|_e|__hash_files__)$/,
}

/** What the recipes that make files set, by what `recipe` holds. */
const fileRecipes: Readonly<Record<string, RegExp>> = {
  'slapos.recipe.template': /^(?:output|rendered|location|mode)$/,
  'slapos.recipe.template:jinja2': /^(?:output|rendered|location|mode|template|url)$/,
  'collective.recipe.template': /^(?:output|location|mode)$/,
  'slapos.recipe.build:download': /^(?:location|target|mode|filename|shared|md5sum)$/,
}

/** Recipes that publish what no option tells. */
const publishing = /^(?:instancenode|cdninstancenode|proactive|publishurl|zabbixagent|re6stnet)\b/
const quietEggs =
  /^(?:slapos\.recipe\.(?:template|cmmi|build)|collective\.recipe\.template|plone\.recipe\.command|cns\.recipe\.symlink|zc\.recipe\.egg)(?::.*)?$/

/** Whether a section publishes its own options as what a request is given. */
export function isPublication(section: Section): boolean {
  return /^publish(?:\.serialised)?(?:[-_](?:failsafe|early))?$/.test(cookbookRecipe(section) ?? '')
}

/** Whether it is known of a section that it publishes nothing but its options, if those. */
export function isOfKnownEffect(section: Section): boolean {
  const recipe = strip(section.get('recipe')?.value ?? '')
  const name = cookbookRecipe(section)
  // A script may publish what it likes.
  if (name === undefined)
    return (
      recipe === '' ||
      (quietEggs.test(recipe) &&
        ![...section.values()].some(({ value }) => value.includes('ConnectionDict')))
    )
  return Object.hasOwn(cookbook, name) && !publishing.test(name)
}

/** Of every recipe of slapos.cookbook, or of buildout itself. */
export const ofAll = /^(?:eggs|slapos_timestamp|_buildout_section_name_|_profile_base_location_)$/

/** The recipe of a section without its egg: `request`; undefined for another egg's. */
export function cookbookRecipe(section: Section | undefined): string | undefined {
  const recipe = section?.get('recipe')?.value
  return recipe?.startsWith('slapos.cookbook:')
    ? recipe.slice('slapos.cookbook:'.length)
    : undefined
}

/** Whether a section may have an option that no profile sets, once its recipe ran. */
export function mayHave(section: Section, option: string): boolean {
  if (ofAll.test(option)) return true
  const recipe = section.get('recipe')?.value
  if (recipe === undefined) return false
  if (isRequest(section)) return isSetByRequest(section, option)
  const set = setBy(section)
  return !set || set.test(option)
}

/** What the recipe of a section sets, undefined where it may be anything. */
export function setBy(section: Section): RegExp | undefined {
  const recipe = strip(section.get('recipe')?.value ?? '')
  if (Object.hasOwn(fileRecipes, recipe)) return fileRecipes[recipe]
  const name = cookbookRecipe(section)
  return name !== undefined && Object.hasOwn(runTime, name) ? runTime[name] : undefined
}

/** Options that recipes set and that are referred to. */
const computed = [
  ...['output', 'target', 'rendered', 'location', 'port', 'passwd', 'storage-path', 'value'],
  ...['time', 'mac-address', 'public-key-value', 'rdiff-backup-data-folder', 'log-file'],
  'instance-guid',
]

/** Whether some recipe sets an option of this name, and profiles refer to it as that. */
export function isComputed(option: string): boolean {
  return computed.includes(option)
}

/** The options that the recipe of a section sets, as far as they have names. */
export function computedBy(section: Section): string[] {
  return section.has('recipe') ? computed.filter((option) => mayHave(section, option)) : []
}
