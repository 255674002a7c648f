import { renderTemplate } from '../profiles/template.js'
import type { Command, ExitCode } from './command.js'
import { outputFlag, readText, writeOutput } from './files.js'
import { templateFlags, templateOptions } from './templates.js'

const options = {
  ...templateFlags,
  ...outputFlag,
}

/** `render template`: a stack author's own Jinja2 template, as a node renders it. */
export const renderTemplateCommand: Command<typeof options> = {
  usage: 'FILE [options]',
  words: [1, 1],
  options,
  examples: [
    [
      '$0 instance-shop-resilient.cfg.jinja2 --parameters shop.xml',
      'the root profile of shop, parts and replicated at hand',
    ],
    ['$0 root.cfg.in --import replicated=replicated.cfg.in', 'with macros of one’s own'],
  ],
  async run(flags, io): Promise<ExitCode> {
    const [file = '-'] = flags._
    const source = await readText(file, io)
    const text = renderTemplate(source, await templateOptions(file, flags, io))
    writeOutput(flags.output, text, io)
    return 0
  },
}
