// The table of the rules, in the order in which they run. Knows this folder alone.
import type { Rule } from '../context.js'
import { buildoutLookalike } from './buildout-lookalike.js'
import { callbackList } from './callback-list.js'
import { component } from './component.js'
import { equeueLockfile } from './equeue-lockfile.js'
import { extendsReference } from './extends-reference.js'
import { fixedPort } from './fixed-port.js'
import { grepName } from './grep-name.js'
import { keygenBinary } from './keygen-binary.js'
import { level } from './level.js'
import { md5sum } from './md5sum.js'
import { notifySpaces } from './notify-spaces.js'
import { optionLost } from './option-lost.js'
import { optionTwice } from './option-twice.js'
import { parts } from './parts.js'
import { partsDropped } from './parts-dropped.js'
import { referenceLoop } from './reference-loop.js'
import { references } from './references.js'
import { softwareScript } from './software-script.js'
import { sshUrlSlash } from './ssh-url-slash.js'
import { commentValue } from './comment-value.js'
import { optionAdded } from './option-added.js'
import { partsLost } from './parts-lost.js'
import { recipe } from './recipe.js'
import { referenceDollar } from './reference-dollar.js'
import { urlFile } from './url-file.js'
import { urlIpv4 } from './url-ipv4.js'

/** Every rule, one file each. */
export const rules: readonly Rule[] = [
  buildoutLookalike,
  parts,
  references,
  referenceLoop,
  optionTwice,
  optionLost,
  partsDropped,
  level,
  extendsReference,
  component,
  callbackList,
  notifySpaces,
  equeueLockfile,
  keygenBinary,
  sshUrlSlash,
  urlIpv4,
  softwareScript,
  grepName,
  fixedPort,
  commentValue,
  optionAdded,
  partsLost,
  recipe,
  referenceDollar,
  md5sum,
  urlFile,
]
