// A rule: which ssh-keygen. Knows this folder alone.
import type { Rule } from '../context.js'
import { found } from '../finding.js'
import { atOption, optionsOf, valueOf } from '../options.js'

/** The recipe tells OpenSSH's ssh-keygen from dropbear's by `openssh` in its path. */
export const keygenBinary: Rule = function* (context) {
  for (const { name, setting } of optionsOf(context, 'sshkeys_authority', 'keygen-binary')) {
    const value = valueOf(context, name, 'keygen-binary', setting)
    if (setting.value.includes('openssh') || value.includes('openssh') || /[{}]/.test(value))
      continue
    yield found(
      'keygen-binary',
      `the keygen-binary of [${name}] does not have openssh in its path`,
      {
        ...atOption(context, name, 'keygen-binary', setting),
        expected: 'the ssh-keygen of a folder named openssh',
        received: value,
      },
    )
  }
}
