// What an imported template is to a template. Knows Python's modules.
import { Module, quote, type Value } from '../../python/index.js'

/** An imported template: printed, it is what it renders to. */
export class TemplateModule extends Module {
  override readonly type = 'TemplateModule'
  constructor(
    name: string,
    members: ReadonlyMap<string, Value>,
    readonly body: string,
  ) {
    super(name, members)
  }
  override text(): string {
    return this.body
  }
  override represent(): string {
    return `<TemplateModule ${quote(this.name)}>`
  }
}
