// A profile's text in pieces, one for each header and each option. Knows the profile.
import { Chunks } from './chunks.js'
import type { Block, Piece, PieceBlock, Pieces, Places, Profile } from './profile.js'

/** The pieces of a profile; undefined where a condition decides: it changes how others are read. */
export function piecesOf(profile: Profile): Pieces | undefined {
  if (profile.pieces) return profile.pieces
  const { text, blocks } = profile
  if (blocks.some(({ condition }) => condition !== undefined)) return undefined
  return {
    head: text.slice(0, blocks[0]?.start ?? text.length),
    blocks: Chunks.of(blocks.map((block) => blockOf(piecesIn(text, block)))),
    places: placesOf(blocks.map(({ name }) => name)),
    eol: lineEnd(text),
  }
}

/** The pieces of a block: each ends where the next header or option begins. */
function piecesIn(text: string, { start, end, assignments }: Block): Piece[] {
  const starts = [start, ...assignments.map((assignment) => assignment.start)]
  return starts.map((from, i) => ({
    name: assignments[i - 1]?.name,
    text: text.slice(from, starts[i + 1] ?? end),
  }))
}

function blockOf(pieces: readonly Piece[]): PieceBlock {
  return {
    pieces: Chunks.of(pieces),
    places: placesOf(pieces.map(({ name }) => name)),
    isThere: true,
  }
}

function placesOf(names: readonly (string | undefined)[]): Places {
  const of = new Map<string, number[]>()
  for (const [place, name] of names.entries()) {
    if (name === undefined) continue
    const found = of.get(name)
    if (found) found.push(place)
    else of.set(name, [place])
  }
  return { of, count: names.length }
}

/** A text's own way to end a line. */
export function lineEnd(text: string): string {
  return /\r\n?|\n/.exec(text)?.[0] ?? '\n'
}

/** Where the option of a section that counts stands, or else its last piece; undefined without the section. */
export function spotOf(pieces: Pieces, section: string, option: string): Spot | undefined {
  const places = sectionPlaces(pieces, section)
  for (const place of places.toReversed()) {
    const index = optionPlaces(pieces.blocks.at(place), option).at(-1)
    if (index !== undefined) return { place, index }
  }
  const place = places.at(-1)
  if (place === undefined) return undefined
  const { pieces: own } = pieces.blocks.at(place)
  return { place, index: thereUpTo(own, own.length - 1) }
}

/** A piece by its block's place, and its own in the block. */
export interface Spot {
  place: number
  index: number
}

/** The text of a piece as a section of its own: its header, and the piece where it is another. */
export function textAt({ blocks }: Pieces, { place, index }: Spot): string {
  const { pieces } = blocks.at(place)
  return pieces.at(0).text + (index > 0 ? pieces.at(index).text : '')
}

/** The pieces with what became of those that {@link textAt} gave. */
export function withPieces(pieces: Pieces, { place, index }: Spot, edited: Profile): Pieces {
  const [header, ...options] = piecesIn(edited.text, edited.blocks[0]!)
  let block = withPiece(pieces.blocks.at(place), 0, header!)
  if (index > 0) block = withPiece(block, index, options.shift()!)
  for (const option of options) block = withOption(block, option)
  return withBlock(pieces, place, block)
}

function withPiece(block: PieceBlock, index: number, piece: Piece): PieceBlock {
  return { ...block, pieces: block.pieces.with(index, piece) }
}

/** A block with an option at its end. */
function withOption({ pieces, places, isThere }: PieceBlock, option: Piece): PieceBlock {
  const own = withPlace(places, option.name!, pieces.length)
  return { pieces: pieces.and(option), places: own, isThere }
}

/** The pieces without a section; `restOf` gives what follows it of other sections. */
export function withoutSection(
  pieces: Pieces,
  section: string,
  restOf: (header: Piece, last: Piece) => string,
): Pieces {
  return sectionPlaces(pieces, section).reduce((left, place) => {
    const { pieces: own, places } = left.blocks.at(place)
    const last = own.at(thereUpTo(own, own.length - 1))
    const rest = { name: undefined, text: restOf(own.at(0), last) }
    return withBlock(left, place, { pieces: Chunks.of([rest]), places, isThere: false })
  }, pieces)
}

/** The pieces without an option of a section, wherever it is set; what follows its lines stays. */
export function withoutOption(
  pieces: Pieces,
  section: string,
  option: string,
  restOf: (header: Piece, piece: Piece) => string,
): Pieces {
  return sectionPlaces(pieces, section).reduce((left, place) => {
    const block = left.blocks.at(place)
    const found = optionPlaces(block, option)
    if (found.length === 0) return left
    const kept = found.reduce((own, index) => {
      const before = thereUpTo(own, index - 1)
      const { name, text } = own.at(before)
      return own
        .with(before, { name, text: text + restOf(own.at(0), own.at(index)) })
        .with(index, { name: undefined, text: '', before })
    }, block.pieces)
    return withBlock(left, place, { ...block, pieces: kept })
  }, pieces)
}

/** The last piece up to a place that was not removed. */
function thereUpTo(pieces: PieceBlock['pieces'], place: number): number {
  let at = place
  for (let piece = pieces.at(at); piece.before !== undefined; piece = pieces.at(at))
    at = piece.before
  return at
}

/** The pieces with a section at their end, a blank line before it. */
export function withSection(pieces: Pieces, section: string, added: Profile): Pieces {
  const parted = withBlankLine(pieces)
  const block = blockOf(piecesIn(added.text, added.blocks[0]!))
  const places = withPlace(pieces.places, section, pieces.blocks.length)
  return { ...parted, blocks: parted.blocks.and(block), places }
}

/** The text that stands before a section that is added at its end. */
export function blankLine(text: string, eol: string): string {
  if (text === '') return ''
  return /[\r\n]$/.test(text) ? eol : eol + eol
}

function withBlankLine(pieces: Pieces): Pieces {
  const { head, blocks, eol } = pieces
  for (let place = blocks.length - 1; place >= 0; place--) {
    const block = blocks.at(place)
    const index = thereUpTo(block.pieces, block.pieces.length - 1)
    const { name, text } = block.pieces.at(index)
    if (text === '') continue
    return withBlock(
      pieces,
      place,
      withPiece(block, index, { name, text: text + blankLine(text, eol) }),
    )
  }
  return { ...pieces, head: head + blankLine(head, eol) }
}

function withBlock(pieces: Pieces, place: number, block: PieceBlock): Pieces {
  return { ...pieces, blocks: pieces.blocks.with(place, block) }
}

/** Where the blocks of a section stand that were not removed. */
function sectionPlaces({ blocks, places }: Pieces, section: string): readonly number[] {
  return placesBelow(places, section, blocks.length).filter((place) => blocks.at(place).isThere)
}

/** Where an option stands in a block, if it was not removed. */
function optionPlaces({ pieces, places }: PieceBlock, option: string): readonly number[] {
  return placesBelow(places, option, pieces.length).filter(
    (place) => pieces.at(place).before === undefined,
  )
}

/** The places of a name among the first so many, also of what was removed. */
function placesBelow({ of }: Places, name: string, count: number): readonly number[] {
  return (of.get(name) ?? []).filter((place) => place < count)
}

/** Places with one more, at their end: a map that others go on with is copied. */
function withPlace(places: Places, name: string, count: number): Places {
  const own = places.count === count ? places : copyBelow(places, count)
  // Profiles that were edited before still have what this one has removed.
  own.of.set(name, [...placesBelow(own, name, count), count])
  own.count = count + 1
  return own
}

function copyBelow(places: Places, count: number): Places {
  const found = [...places.of.keys()].map(
    (name) => [name, placesBelow(places, name, count)] as const,
  )
  return { of: new Map(found.filter(([, own]) => own.length > 0)), count }
}
