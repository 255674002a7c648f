import type { Rule } from '../context.js'
import { callbackList } from './callback-list.js'
import { component } from './component.js'
import { equeueLockfile } from './equeue-lockfile.js'
import { keygenBinary } from './keygen-binary.js'
import { level } from './level.js'
import { md5sum } from './md5sum.js'
import { notifySpaces } from './notify-spaces.js'
import { optionTwice } from './option-twice.js'
import { parts } from './parts.js'
import { partsDropped } from './parts-dropped.js'
import { referenceLoop } from './reference-loop.js'
import { references } from './references.js'
import { sshUrlSlash } from './ssh-url-slash.js'

/** Every rule, one file each. */
export const rules: readonly Rule[] = [
  parts,
  references,
  referenceLoop,
  optionTwice,
  partsDropped,
  level,
  component,
  callbackList,
  notifySpaces,
  equeueLockfile,
  keygenBinary,
  sshUrlSlash,
  md5sum,
]
