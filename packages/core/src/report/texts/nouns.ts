/** What reports count: of one, and of several. */
export const nouns = {
  row: { en: ['row', 'rows'], fr: ['ligne', 'lignes'] },
  'real row': { en: ['real row', 'real rows'], fr: ['ligne réelle', 'lignes réelles'] },
  'synthetic row': {
    en: ['synthetic row', 'synthetic rows'],
    fr: ['ligne synthétique', 'lignes synthétiques'],
  },
  'holdout row': {
    en: ['holdout row', 'holdout rows'],
    fr: ['ligne mise de côté', 'lignes mises de côté'],
  },
  'row held out': {
    en: ['row held out', 'rows held out'],
    fr: ['ligne mise de côté', 'lignes mises de côté'],
  },
  column: { en: ['column', 'columns'], fr: ['colonne', 'colonnes'] },
  pair: { en: ['pair', 'pairs'], fr: ['paire', 'paires'] },
  bin: { en: ['bin', 'bins'], fr: ['classe', 'classes'] },
  class: { en: ['class', 'classes'], fr: ['classe', 'classes'] },
  resample: {
    en: ['bootstrap resample', 'bootstrap resamples'],
    fr: ['tirage bootstrap', 'tirages bootstrap'],
  },
  'more leak': { en: ['more', 'more'], fr: ['autre', 'autres'] },
  'other or rare': { en: ['other or rare', 'other or rare'], fr: ['autre ou rare', 'autres ou rares'] },
} as const

export type Noun = keyof typeof nouns
