import { defaultPlatform, parseProfile, type Platform } from '../../src/buildout/index.js'
import { profileOf } from '../buildout/engines/profiles.js'
import { isResilientError } from './ours.js'

/** Whether a condition holds, what only the node can tell, or that it is refused. */
export function answer(condition: string, platform: Platform = defaultPlatform): boolean | string {
  try {
    const { sections, diagnostics } = parseProfile(profileOf(condition), { platform })
    return diagnostics[0]?.code ?? sections.has('a')
  } catch (error) {
    if (!isResilientError(error)) throw error
    return 'refused'
  }
}
