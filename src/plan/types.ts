// The types of components and plans. Knows diagnostics, parameters and sla.
import type { Diagnostic } from '../diagnostics/index.js'
import type { Json, Parameters } from '../parameters/index.js'
import type { SlaValue } from '../sla/index.js'

/** A software to make resilient: the leader NAME0, its backups NAME1 …, and a PBS for each backup. */
export interface Component {
  /** The namebase: ASCII letters, digits, `-`, `.`, `_`; not `pbs`. */
  name: string
  /** Every instance, the leader too: a whole number from 1 to 100,000, or its text. */
  count: number | string
  exportType: string
  importType: string
  /** The section or sections that the leader inherits, or options to put into its request. */
  leaderArgs?: Arguments
  /** The same for each backup. */
  backupArgs?: Arguments
  /** The instance parameters, magic keys among them. Never changed. */
  parameters?: Parameters
  monitor?: Monitor
}

/** The sections that a request inherits: their names by spaces, a list, or options to put into it. */
export type Arguments = string | readonly string[] | Readonly<Record<string, unknown>>

/** The monitoring parameters that every request gets, and what it gives back. */
export interface Monitor {
  /** Parameters of every request; a `${section:option}` in a value is a reference. */
  parameter?: Readonly<Record<string, Json>>
  /** Further names that each request returns, `monitor-base-url` say. */
  return?: readonly string[]
  /** Hand the URLs to the leader (`config-monitor-url-list`) rather than to `[monitor-conf-parameters]`. */
  'set-monitor-url'?: boolean
}

/** What a request is there for. */
export type Role = 'leader' | 'backup' | 'pbs' | 'pull' | 'push'

/** One `slapos.cookbook:request` section as data. */
export interface Request {
  section: string
  /** As the master sees it: `runner0`, `PBS (runner / 1)`, `PBS 1 pulling from runner0`. */
  name: string
  role: Role
  /** 0 for the leader, i for backup i, its PBS and that PBS's pull and push. */
  id: number
  softwareType: string
  shared: boolean
  /** What becomes `config-NAME`. Those in `references` hold buildout references, the rest is data. */
  parameters: Record<string, Json>
  /** The names of the parameters whose value is code: `${section:option}` is resolved at deployment. */
  references: string[]
  /** The connection parameters asked for, in order. */
  returns: string[]
  sla: Record<string, SlaValue>
  /** The sections that the stack author has it inherit (leaderArgs, backupArgs). */
  inherits: string[]
  /** Further options of the section, where leaderArgs or backupArgs is an object. */
  options: Record<string, unknown>
  /** Sections of the requests that this one notifies when its part of the work is done. */
  notifies: string[]
}

/** Every request of a component and their wiring; `JSON.stringify` prints it whole. */
export interface Plan {
  name: string
  count: number
  requests: Request[]
  /** The part names that a profile's `parts +=` needs, in order. */
  parts: string[]
  /** The magic keys that match no request, of no component of one profile; with the first of these. */
  unused: string[]
  /** Warnings and information; an error throws instead. */
  diagnostics: Diagnostic[]
}
