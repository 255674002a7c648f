import { rmSync } from 'node:fs'
import { afterAll, describe, expect, it } from 'vitest'
import { describeWith } from '../support/engines.js'
import { Node, noBuildout } from '../support/node.js'
import { filesOfRelease } from '../support/releases.js'

describeWith(noBuildout(), 'what check calls clean, in the real buildout', () => {
  describe.each([['notes', ['default', 'reader'], 'notes-service']] as const)(
    '%s',
    (name, types, service) => {
      const node = new Node()
      afterAll(() => rmSync(node.folder, { recursive: true, force: true }))
      node.build(name, filesOfRelease(name))

      it.each(types)('deploys %s', (type) => {
        const installed = node.deploy(`slappart-${type}`, { type })
        const parts = installed.map(({ part }) => part)
        expect(parts).toContain(type === 'reader' ? 'reader-service' : service)
      })
    },
  )
})
