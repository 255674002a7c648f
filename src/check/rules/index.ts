// The table of the rules, in the order in which they run; a test writes it. Knows this folder alone.
import type { Rule } from '../context.js'
import { buildoutLookalike } from './buildout-lookalike.js'
import { callbackList } from './callback-list.js'
import { commentValue } from './comment-value.js'
import { component } from './component.js'
import { equeueLockfile } from './equeue-lockfile.js'
import { extendsReference } from './extends-reference.js'
import { fixedPort } from './fixed-port.js'
import { grepName } from './grep-name.js'
import { importerBypassed } from './importer-bypassed.js'
import { keygenBinary } from './keygen-binary.js'
import { level } from './level.js'
import { md5sum } from './md5sum.js'
import { namedSection } from './named-section.js'
import { notifySpaces } from './notify-spaces.js'
import { optionAdded } from './option-added.js'
import { optionIndented } from './option-indented.js'
import { optionLost } from './option-lost.js'
import { optionSlip } from './option-slip.js'
import { optionTwice } from './option-twice.js'
import { outputLevel } from './output-level.js'
import { outputTwice } from './output-twice.js'
import { overrideIdle } from './override-idle.js'
import { parts } from './parts.js'
import { partsDropped } from './parts-dropped.js'
import { partsLost } from './parts-lost.js'
import { recipe } from './recipe.js'
import { referenceDollar } from './reference-dollar.js'
import { referenceLoop } from './reference-loop.js'
import { references } from './references.js'
import { safetyBypassed } from './safety-bypassed.js'
import { sectionLookalike } from './section-lookalike.js'
import { serialisedValue } from './serialised-value.js'
import { softwareScript } from './software-script.js'
import { sshUrlSlash } from './ssh-url-slash.js'
import { urlFile } from './url-file.js'
import { urlIpv4 } from './url-ipv4.js'

/** Every rule, one file each. */
export const rules: readonly Rule[] = [
  buildoutLookalike,
  callbackList,
  commentValue,
  component,
  equeueLockfile,
  extendsReference,
  fixedPort,
  grepName,
  importerBypassed,
  keygenBinary,
  level,
  md5sum,
  namedSection,
  notifySpaces,
  optionAdded,
  optionIndented,
  optionLost,
  optionSlip,
  optionTwice,
  outputLevel,
  outputTwice,
  overrideIdle,
  parts,
  partsDropped,
  partsLost,
  recipe,
  referenceDollar,
  referenceLoop,
  references,
  safetyBypassed,
  sectionLookalike,
  serialisedValue,
  softwareScript,
  sshUrlSlash,
  urlFile,
  urlIpv4,
]
