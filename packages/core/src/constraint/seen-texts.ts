/**
 * Notation
 *   n    texts added,  m_i  bits of layer i,  c  bits a text (16),  k  hashes (6):  a layer of m_i bits takes m_i / c texts, and finds one
 *        that was not added with probability ≤ (1 − e^(−k/c))^k = .1 %
 *
 * A scalable Bloom filter: B. Bloom, 1970; P. Almeida, C. Baquero, N. Preguiça, D. Hutchison, "Scalable Bloom Filters", 2007. Layers
 * double, from 128 KB, so that n texts take at most 4 bytes each, and in all no more than 512 MB: from 134 million texts on the last
 * layer is filled beyond its measure, and more texts are found that were not added.
 */

import { hashText } from '../random/hash-text.ts'

const hashes = 6
const bitsPerText = 16
const firstBits = 2 ** 20
/** Of the largest layer: 256 MB. */
const lastBits = 2 ** 31

const [firstSeed, secondSeed] = [0x2f3a91c5, 0x61b4d07e]

/** Which texts were added. Never says no of one that was; says yes of about one in a thousand others for each doubling. */
export interface SeenTexts {
  has(text: string): boolean
  add(text: string): void
}

interface Layer {
  readonly bits: number
  readonly bytes: Uint8Array
  count: number
}

export function createSeenTexts(): SeenTexts {
  const layers: Layer[] = []
  return {
    has(text) {
      const [first, step] = hashPair(text)
      return layers.some((layer) => isIn(layer, first, step))
    },
    add(text) {
      let layer = layers.at(-1)
      if (layer === undefined || (layer.count >= layer.bits / bitsPerText && layer.bits < lastBits)) {
        const bits = layer === undefined ? firstBits : layer.bits * 2
        layer = { bits, bytes: new Uint8Array(bits / 8), count: 0 }
        layers.push(layer)
      }
      layer.count++
      const [first, step] = hashPair(text)
      for (let i = 0; i < hashes; i++) {
        const at = (first + i * step) % layer.bits
        layer.bytes[at >>> 3] = (layer.bytes[at >>> 3] ?? 0) | (1 << (at & 7))
      }
    },
  }
}

/** Where a text's bits begin, and how far they are apart (odd, so that they differ): A. Kirsch, M. Mitzenmacher, 2006. */
function hashPair(text: string): readonly [first: number, step: number] {
  return [hashText(text, firstSeed), (hashText(text, secondSeed) | 1) >>> 0]
}

function isIn({ bits, bytes }: Layer, first: number, step: number): boolean {
  for (let i = 0; i < hashes; i++) {
    const at = (first + i * step) % bits
    if ((((bytes[at >>> 3] ?? 0) >> (at & 7)) & 1) === 0) return false
  }
  return true
}
