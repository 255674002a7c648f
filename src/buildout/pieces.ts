// A profile's text in pieces, one for each header and each option. Knows the profile.
import type { Block, Piece, Pieces, Places, Profile } from './profile.js'

/** The pieces of a profile; undefined where a condition decides: it changes how others are read. */
export function piecesOf(profile: Profile): Pieces | undefined {
  if (profile.pieces) return profile.pieces
  const { text, blocks } = profile
  if (blocks.some(({ condition }) => condition !== undefined)) return undefined
  const places: Places = { of: new Map(), count: blocks.length }
  for (const [place, { name }] of blocks.entries())
    places.of.set(name, [...(places.of.get(name) ?? []), place])
  return {
    head: text.slice(0, blocks[0]?.start ?? text.length),
    blocks: blocks.map((block) => piecesIn(text, block)),
    places,
    eol: lineEnd(text),
  }
}

/** The pieces of a block: each ends where the next header or option begins. */
export function piecesIn(text: string, { start, end, assignments }: Block): Piece[] {
  const starts = [start, ...assignments.map((assignment) => assignment.start)]
  return starts.map((from, i) => ({
    name: assignments[i - 1]?.name,
    text: text.slice(from, starts[i + 1] ?? end),
  }))
}

/** A text's own way to end a line. */
export function lineEnd(text: string): string {
  return /\r\n?|\n/.exec(text)?.[0] ?? '\n'
}

/** Where the option of a section that counts stands, or else its last piece; undefined without the section. */
export function spotOf(pieces: Pieces, section: string, option: string): Spot | undefined {
  const places = placesOf(pieces, section)
  for (const place of places.toReversed()) {
    const index = pieces.blocks[place]!.findLastIndex(({ name }) => name === option)
    if (index > 0) return { place, index }
  }
  const place = places.at(-1)
  return place === undefined ? undefined : { place, index: pieces.blocks[place]!.length - 1 }
}

/** A piece by its block's place, and its own in the block. */
export interface Spot {
  place: number
  index: number
}

/** The text of a piece as a section of its own: its header, and the piece where it is another. */
export function textAt({ blocks }: Pieces, { place, index }: Spot): string {
  const [header, ...options] = blocks[place]!
  return header!.text + (options[index - 1]?.text ?? '')
}

/** The pieces with what became of those that {@link textAt} gave. */
export function withPieces(pieces: Pieces, { place, index }: Spot, edited: Profile): Pieces {
  const block = pieces.blocks[place]!
  const made = piecesIn(edited.text, edited.blocks[0]!)
  return withBlock(pieces, place, [
    ...made.slice(0, 1),
    ...block.slice(1, Math.max(1, index)),
    ...made.slice(1),
    ...block.slice(index + 1),
  ])
}

/** The pieces without a section. */
export function withoutSection(pieces: Pieces, section: string): Pieces {
  return placesOf(pieces, section).reduce((left, place) => withBlock(left, place, []), pieces)
}

/** The pieces without an option of a section, wherever it is set; what follows its lines stays. */
export function withoutOption(
  pieces: Pieces,
  section: string,
  option: string,
  restOf: (header: Piece, piece: Piece) => string,
): Pieces {
  return placesOf(pieces, section).reduce((left, place) => {
    const block = left.blocks[place]!
    if (block.every(({ name }) => name !== option)) return left
    const kept: Piece[] = []
    for (const piece of block) {
      if (piece.name !== option) kept.push(piece)
      else {
        const before = kept.pop()!
        kept.push({ ...before, text: before.text + restOf(block[0]!, piece) })
      }
    }
    return withBlock(left, place, kept)
  }, pieces)
}

/** The pieces with a section at their end, a blank line before it. */
export function withSection(pieces: Pieces, section: string, added: Profile): Pieces {
  const parted = withBlankLine(pieces)
  const places = ownPlaces(pieces)
  // Profiles that were edited before still have what this one has removed.
  places.of.set(section, [...everyPlaceOf(pieces, section), pieces.blocks.length])
  places.count = pieces.blocks.length + 1
  const blocks = [...parted.blocks, piecesIn(added.text, added.blocks[0]!)]
  return { ...parted, blocks, places }
}

/** The text that stands before a section that is added at its end. */
export function blankLine(text: string, eol: string): string {
  if (text === '') return ''
  return /[\r\n]$/.test(text) ? eol : eol + eol
}

function withBlankLine(pieces: Pieces): Pieces {
  const { head, blocks, eol } = pieces
  const place = blocks.findLastIndex((block) => block.length > 0)
  if (place < 0) return { ...pieces, head: head + blankLine(head, eol) }
  const block = blocks[place]!
  const last = block.at(-1)!
  const text = last.text + blankLine(last.text, eol)
  return withBlock(pieces, place, [...block.slice(0, -1), { ...last, text }])
}

function withBlock(pieces: Pieces, place: number, block: readonly Piece[]): Pieces {
  return { ...pieces, blocks: pieces.blocks.with(place, block) }
}

function placesOf(pieces: Pieces, section: string): readonly number[] {
  return everyPlaceOf(pieces, section).filter((place) => pieces.blocks[place]!.length > 0)
}

/** Also of blocks that were removed. */
function everyPlaceOf({ blocks, places }: Pieces, section: string): readonly number[] {
  return (places.of.get(section) ?? []).filter((place) => place < blocks.length)
}

/** Those that nobody else has added to: a map that others go on with is copied. */
function ownPlaces(pieces: Pieces): Places {
  const { blocks, places } = pieces
  if (places.count === blocks.length) return places
  const names = [...places.of.keys()]
  const own = names.map((name) => [name, everyPlaceOf(pieces, name)] as const)
  return { of: new Map(own.filter(([, found]) => found.length > 0)), count: blocks.length }
}
