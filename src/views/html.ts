// Plans as a page. Knows diagnostics and plan.
import { checkGiven, shortened, shape, type Diagnostic } from '../diagnostics/index.js'
import { maskFinding, maskSecrets } from '../plan/mask.js'
import type { Plan, Request } from '../plan/index.js'
import { checkPlans } from '../plan/shape.js'
import { findingsOf, type Findings } from './findings.js'
import { renderPage } from './page.js'
import { printable, printableLines } from './printable.js'
import { pictureOf, pictureOptions, worst, type PictureOptions } from './svg.js'
import {
  extent,
  inPairs,
  notified,
  roleOf,
  sectionsOf,
  slaText,
  wiredTo,
  type Sections,
} from './words.js'

/** What the page shows besides the plans. */
export interface PageOptions extends PictureOptions {
  /** Show secrets as they are; otherwise they are masked. */
  secrets?: boolean
  /** What is requested besides, as text: it stands below the list. */
  besides?: string
}

const htmlOptions = shape.optionsOf<PageOptions>({
  ...pictureOptions,
  secrets: shape.truth,
  besides: shape.text,
})

/**
 * The plans as one page that needs nothing else: the picture, a list of every request that can be
 * filtered, and each request's parameters, SLA and wiring. All of it is there without its script,
 * which adds the filter, the picture's zoom and the keys. Throws `too-large` past 2,000 instances.
 */
export async function html(plans: readonly Plan[], options: PageOptions = {}): Promise<string> {
  checkPlans(plans)
  checkGiven('the options', options, htmlOptions)
  const shown = options.secrets ? plans : plans.map(maskSecrets)
  const more = options.diagnostics ?? []
  const diagnostics = options.secrets ? more : more.map(maskFinding)
  const picture = await pictureOf(shown, { diagnostics })
  const components = shown.map((plan) => component(plan, diagnostics))
  // A finding about no request is reported once, though every plan of the page is asked for it.
  const elsewhere = new Set(shown.flatMap((plan) => findingsOf(plan, diagnostics).elsewhere))
  const placed = new Set(components.flatMap(({ findings }) => [...findings.at.values()].flat()))
  return renderPage('page.html', {
    picture,
    alone: false,
    components,
    besides: printableLines(options.besides ?? ''),
    findings: [...placed, ...[...elsewhere].filter((each) => !placed.has(each))].map((finding) => ({
      ...shownFinding(finding),
      requests: components.flatMap(({ findings, requests }) =>
        requests.filter(({ section }) => findings.at.get(section)?.includes(finding)),
      ),
    })),
  })
}

function component(plan: Plan, diagnostics: readonly Diagnostic[]) {
  const findings = findingsOf(plan, diagnostics)
  const sections = sectionsOf(plan)
  const notifiers = reverse(plan.requests, ({ notifies }) => linked(notifies, sections))
  const referrers = reverse(plan.requests, (request) => wiredTo(request, sections))
  return {
    name: printable(plan.name),
    extent: extent(plan),
    unused: plan.unused.map(printable),
    findings,
    requests: inPairs(plan.requests).map((request) =>
      detail(request, sections, findings, {
        notifiedBy: notifiers.get(request) ?? [],
        wiredFrom: referrers.get(request) ?? [],
      }),
    ),
  }
}

/** All that the page tells of a request, as text. */
function detail(
  request: Request,
  sections: Sections,
  findings: Findings,
  { notifiedBy, wiredFrom }: Record<'notifiedBy' | 'wiredFrom', readonly Request[]>,
) {
  const found = findings.at.get(request.section) ?? []
  const link = (other: Request) => ({ section: other.section, name: printable(other.name) })
  return {
    section: request.section,
    name: printable(request.name),
    role: request.role,
    roleText: roleOf(request),
    softwareType: printable(request.softwareType),
    shared: request.shared,
    severity: worst(found),
    findings: found.map(shownFinding),
    slaTexts: Object.entries(request.sla).map(([name, value]) =>
      printable(slaText(name, value, sections)),
    ),
    sla: Object.entries(request.sla).map(([name, { value, from, key, overrides }]) => ({
      name: printable(name),
      value: printable(value),
      from,
      key: key === null ? '' : printable(key),
      overrides: overrides ? printable(`${overrides.key} = ${overrides.value}`) : '',
    })),
    parameters: Object.entries(request.parameters).map(([name, value]) =>
      shownValue(name, value, request.references.includes(name)),
    ),
    options: Object.entries(request.options).map(([name, value]) => shownValue(name, value, false)),
    inherits: request.inherits.map(printable),
    returns: request.returns.map(printable),
    notifiesText: notified(request, sections).join(', '),
    notifies: linked(request.notifies, sections).map(link),
    notifiedBy: notifiedBy.map(link),
    wiredTo: wiredTo(request, sections).map(link),
    wiredFrom: wiredFrom.map(link),
  }
}

function shownFinding({ severity, message, hint = '' }: Diagnostic) {
  return { severity, message: printable(message), hint: printable(hint) }
}

/** For every request those that lead to it. */
function reverse(requests: readonly Request[], leads: (request: Request) => readonly Request[]) {
  const back = new Map<Request, Request[]>()
  for (const request of requests) {
    for (const other of leads(request)) {
      const known = back.get(other)
      if (known) known.push(request)
      else back.set(other, [request])
    }
  }
  return back
}

function linked(names: readonly string[], sections: Sections): Request[] {
  return names.map((name) => sections.get(name)).filter((other) => other !== undefined)
}

/** A value over this is folded. */
const long = 240

function shownValue(name: string, value: unknown, reference: boolean) {
  const text = typeof value === 'string' ? value : (JSON.stringify(value, null, 1) ?? '')
  const shown = printableLines(text)
  const kind = Array.isArray(value) ? 'list' : value === null ? 'null' : typeof value
  return {
    name: printable(name),
    value: shown,
    summary: shown.length > long ? shortened(shown, 80).replaceAll('\n', ' ') : '',
    kind: reference ? 'reference' : kind === 'string' ? '' : kind,
  }
}
