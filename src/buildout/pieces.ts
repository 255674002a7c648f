// A profile's text in pieces, one for each block. Knows the profile.
import type { Pieces, Places, Profile } from './profile.js'

/** The pieces of a profile; undefined where a condition decides: it changes how others are read. */
export function piecesOf(profile: Profile): Pieces | undefined {
  if (profile.pieces) return profile.pieces
  const { text, blocks } = profile
  if (blocks.some(({ condition }) => condition !== undefined)) return undefined
  const texts = [text.slice(0, blocks[0]?.start ?? text.length)]
  const places: Places = { of: new Map(), count: blocks.length + 1 }
  for (const { name, start, end } of blocks) {
    places.of.set(name, [...(places.of.get(name) ?? []), texts.length])
    texts.push(text.slice(start, end))
  }
  return { texts, places, eol: lineEnd(text) }
}

/** A text as one piece, which hides its sections. */
export function onePiece(text: string): Pieces {
  return { texts: [text], places: { of: new Map(), count: 1 }, eol: lineEnd(text) }
}

/** A text's own way to end a line. */
export function lineEnd(text: string): string {
  return /\r\n?|\n/.exec(text)?.[0] ?? '\n'
}

/** The text of a section's blocks, empty where it has none. */
export function partOf(pieces: Pieces, section: string): string {
  return placesOf(pieces, section)
    .map((place) => pieces.texts[place]!)
    .join('')
}

/** The pieces with those of a section written anew: as the blocks that are left. */
export function withPart(pieces: Pieces, section: string, part: Profile): Pieces {
  const texts = [...pieces.texts]
  const places = placesOf(pieces, section).filter((place) => texts[place] !== '')
  places.forEach((place, i) => {
    const block = part.blocks[i]
    texts[place] = block ? part.text.slice(block.start, block.end) : ''
  })
  return { ...pieces, texts }
}

/** The pieces with a section at their end, a blank line before it. */
export function withSection(pieces: Pieces, section: string, text: string): Pieces {
  const { eol } = pieces
  const texts = [...pieces.texts]
  const last = texts.findLastIndex((piece) => piece !== '')
  if (last >= 0) texts[last] += /[\r\n]$/.test(texts[last]!) ? eol : eol + eol
  const places = ownPlaces(pieces)
  places.of.set(section, [...placesOf(pieces, section), texts.length])
  texts.push(text)
  places.count = texts.length
  return { texts, places, eol }
}

function placesOf({ texts, places }: Pieces, section: string): readonly number[] {
  return (places.of.get(section) ?? []).filter((place) => place < texts.length)
}

/** Those that nobody else has added to: a map that others go on with is copied. */
function ownPlaces(pieces: Pieces): Places {
  const { texts, places } = pieces
  if (places.count === texts.length) return places
  const names = [...places.of.keys()]
  const own = names.map((name) => [name, placesOf(pieces, name)] as const)
  return { of: new Map(own.filter(([, found]) => found.length > 0)), count: texts.length }
}
