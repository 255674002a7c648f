// What the command stack says of a folder. Knows diagnostics and profiles.
import { join } from 'node:path'
import { finding, unifiedDiff, type Diagnostic } from '../diagnostics/index.js'
import { stackRecord } from '../profiles/index.js'
import type { Io } from './io.js'
import { isEdited, refuseBelowFile, type StackFile, type StackFolder } from './stack-folder.js'
import { isNewer, version } from './version.js'

/** A finding for a folder of which this version cannot know what it holds. */
export function newerVersion({ folder, record }: StackFolder): Diagnostic | undefined {
  if (!record || !isNewer(record.version, version)) return undefined
  return finding('newer-stack', `${folder} was written by ${record.version}, this is ${version}`, {
    file: join(folder, stackRecord),
    expected: `${version}, or an older version`,
    received: record.version,
    hint: `use ${record.version} of the command, or a newer version`,
  })
}

/** A finding for every file that is not as it would be written. Throws `unreadable-file`. */
export function findingsOf(stack: StackFolder, io: Io): Diagnostic[] {
  const { folder, record, files, from, to } = stack
  const newer = newerVersion(stack)
  if (newer) return [newer]
  if (files.every(({ state }) => state === 'missing')) {
    refuseBelowFile(folder, io)
    return [
      finding('stale-stack', `${folder} contains no file of the stack`, {
        file: folder,
        hint: 'without --check they are written',
      }),
    ]
  }
  const isRefused = files.some(isEdited)
  return files
    .filter(({ state }) => state !== 'current')
    .map((file) => {
      const path = join(folder, file.name)
      if (isEdited(file)) return editedFile(stack, file)
      const wrote = record ? `as ${from} wrote it` : undefined
      return finding('stale-stack', `${path} differs from what ${to} writes`, {
        file: path,
        received: file.state === 'missing' ? 'no file' : file.carriage ? 'CR LF line ends' : wrote,
        hint: file.carriage
          ? `let git leave the folder as it is: "${folder}/** -text" in .gitattributes`
          : isRefused
            ? 'nothing is written until the files that were edited are dealt with'
            : 'without --check it is brought up to date',
      })
    })
}

/** A finding for every file that would be lost. */
export function editedFindings(stack: StackFolder): Diagnostic[] {
  return stack.files.filter(isEdited).map((file) => editedFile(stack, file))
}

function editedFile({ folder, record, to }: StackFolder, file: StackFile): Diagnostic {
  const { name, state, text } = file
  const path = join(folder, name)
  const why = {
    edited: 'has been edited since it was written',
    unknown: `was not written by any version that ${to} knows`,
  }[state as string]
  return finding(
    'edited-stack',
    `${path} ${why ?? 'was not written by any version of slapos-resilient'}`,
    {
      file: path,
      hint: hintOf(),
    },
  )

  function hintOf(): string {
    if (state === 'unknown')
      return `if a newer version wrote it, use that version of the command; what ${stackRecord} says about an edited file does not count`
    if (!record)
      return 'choose another folder; if the stack is meant to be here, move what is yours into the release and remove the file'
    if (text === undefined)
      return 'move what is yours into the release, and remove the file: this version has no file of that name'
    return 'move what is yours into the release; if the file is removed, it is written again'
  }
}

/** What `--check` shows: all that is not current, where the folder is there and this version knows it. */
export function checkedDifferences(stack: StackFolder): string {
  const { files } = stack
  if (newerVersion(stack) || files.every(({ state }) => state === 'missing')) return ''
  return differences(
    stack,
    files.filter(({ state }) => state !== 'current'),
  )
}

/** How files are, and how this version writes them. */
export function differences({ folder, to }: StackFolder, files: readonly StackFile[]): string {
  const nothing = { name: '/dev/null', text: '' }
  return files
    .map(({ name, state, present, text }) => {
      const path = join(folder, name)
      return unifiedDiff(
        state === 'missing' ? nothing : { name: `${path}\tas it is`, text: present },
        text === undefined ? nothing : { name: `${path}\tas ${to} writes it`, text },
      )
    })
    .join('')
}

/** What was done: a line, and one for each file that is another now. */
export function said(stack: StackFolder, changed: readonly StackFile[]): string {
  const { folder, files, from, to, components } = stack
  if (changed.length === 0) return `${folder} is as ${to} writes it\n`
  const at = `components at ${components}`
  const count = changed.length === 1 ? '1 file' : `${changed.length} files`
  if (changed.length === files.length && changed.every(({ state }) => state === 'missing'))
    return `${folder}: ${count} written, ${at}\n`
  const way = from === to || from === '' ? 'up to date' : `from ${from} to ${to}`
  const width = Math.max(...changed.map(({ name }) => name.length))
  const lines = changed.map((file) => `  ${file.name.padEnd(width)}  ${extent(file)}\n`)
  return `${folder}: ${count} brought ${way}, ${at}\n${lines.join('')}`
}

/** How much of a file changed: `+12 −3`, in lines. */
function extent({ state, present, text, carriage }: StackFile): string {
  if (state === 'missing') return 'new'
  if (text === undefined) return 'removed'
  const lines = unifiedDiff({ name: '', text: present }, { name: '', text }).split('\n').slice(2)
  const count = (sign: string): number => lines.filter((line) => line.startsWith(sign)).length
  return carriage && present === text ? 'line ends' : `+${count('+')} −${count('-')}`
}
