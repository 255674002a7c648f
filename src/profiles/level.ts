// Text at software or at instance level. Knows buildout.
import { Code, code } from '../buildout/index.js'

/**
 * Where a profile's references are resolved. A profile is processed twice: at `software` level `${…}`
 * is substituted when the software is built and `$${…}` becomes `${…}`, which is what stands in a
 * profile at `instance` level.
 */
export type Level = 'software' | 'instance'

/** The text of a template, written at instance level, at the level asked for. */
export class LevelText {
  readonly #kept: string[] = []

  constructor(readonly level: Level) {}

  /** Text that is as it should be at this level: a reference of the software level, or the author's own. */
  keep(text: string): Code {
    return code(`\0${this.#kept.push(text) - 1}\0`)
  }

  /** A value that is not code: where a file is filled in, one of two dollars is left, so they are doubled. */
  keepData(text: string): Code {
    return this.keep(this.level === 'software' ? text.replaceAll('$$', () => '$$$$') : text)
  }

  /** What a template made: references doubled where the level wants it, the kept texts put in. */
  finish(text: string): string {
    const leveled = this.level === 'software' ? text.replaceAll('${', () => '$${') : text
    return leveled.replace(/\0(\d+)\0/g, (_, index: string) => this.#kept[Number(index)]!)
  }
}
