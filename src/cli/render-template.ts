// The command render template. Knows profiles.
import { rootFindings } from '../profiles/root.js'
import { renderWithPlaces } from '../profiles/template.js'
import type { Command, ExitCode } from './command.js'
import { displayName, readTemplateText, writeOutput } from './files.js'
import { outputFlag, strictFlag } from './options.js'
import { reportBeside } from './report.js'
import { readTemplate, templateFlags } from './templates.js'

const options = {
  ...templateFlags,
  ...outputFlag,
  ...strictFlag,
}

/** `render template`: a stack author's own Jinja2 template, as a node renders it. */
export const renderTemplateCommand: Command<typeof options> = {
  usage: 'FILE [options]',
  words: [1, 1],
  options,
  examples: [
    [
      '$0 instance-shop-resilient.cfg.jinja2 --parameters shop.xml',
      'the root profile of shop, which imports parts and replicated',
    ],
    ['$0 root.cfg.in --import replicated=replicated.cfg.in', 'with macros of your own'],
  ],
  async run(flags, io): Promise<ExitCode> {
    const [file = '-'] = flags._
    const source = await readTemplateText(file, io)
    const { options, document } = await readTemplate(file, flags, io)
    const rendered = renderWithPlaces(source, options)
    const sources = new Map(rendered.sources)
    if (document) sources.set(displayName(flags.parameters!), document.text)
    // A node renders it all the same: what is wrong with its components stops nothing here.
    const findings = rootFindings(rendered, document).map((each) =>
      each.severity === 'error' ? { ...each, severity: 'warning' as const } : each,
    )
    reportBeside(findings, sources, flags, io)
    writeOutput(flags.output, rendered.text, io)
    return 0
  },
}
