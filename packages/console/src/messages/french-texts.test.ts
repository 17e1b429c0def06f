import { isTabricateError, optionsJsonSchema, parseOptions, profileSource } from '@tabricate/core'
import { createTranslator } from '@tabricate/core/translation'
import { ctgan } from '@tabricate/models-ctgan'
import { mixture } from '@tabricate/models-mixture'
import { tvae } from '@tabricate/models-tvae'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { optionFields } from '../option-field.ts'
import { optionTexts } from './fr-options.ts'
import { serverTexts } from './fr-server-texts.ts'

const translate = createTranslator([...optionTexts, ...serverTexts], (value) =>
  value.toLocaleString('fr').replaceAll(/\s/g, ' '),
)

const schemaOf = (options: z.ZodType) => z.record(z.string(), z.json()).parse(optionsJsonSchema(options))

describe('French texts of options', () => {
  it.each([ctgan, tvae, mixture])('are there for every option of $id', ({ definition: { options } }) => {
    const described = optionFields(schemaOf(options))
    expect(described.length).toBeGreaterThan(5)
    const untranslated = described.filter(({ description }) => translate(description) === description)
    expect(untranslated.map(({ name, description }) => `${name}: ${description}`)).toEqual([])
  })

  it('are all of an option that there is', () => {
    const known = [ctgan, tvae, mixture].flatMap(({ definition: { options } }) =>
      optionFields(schemaOf(options)).map(({ description }) => description),
    )
    expect(optionTexts.map(([english]) => english).filter((english) => !known.includes(english))).toEqual([])
  })
})

describe('what the platform tells', () => {
  it('of columns is told in French', async () => {
    const rows = Array.from(
      { length: 120 },
      (_, i) =>
        `${i + 1},person${i}@example.org,${i % 7 === 0 ? 'NA' : 20 + (i % 50)},${(i * 0.37).toFixed(2)},${i % 2 === 0 ? 'yes' : 'no'},2024-01-${String((i % 28) + 1).padStart(2, '0')},${i % 3 === 0 ? 'a' : 'b'},same,00${i},`,
    )
    const csv = `row_id,email,age,price,member,day,group,constant,code,nothing\n${rows.join('\n')}\n`
    const { columns } = await profileSource(new TextEncoder().encode(csv))
    const translated = columns.map(({ name, reason }) => `${name}: ${translate(reason)}`)
    expect(translated).toEqual([
      'row_id: les 120 valeurs sont des nombres entiers qui se suivent depuis 1 par pas de 1 → identifiant',
      'email: les 120 valeurs sont probablement des adresses e-mail, données personnelles (100 % des valeurs différentes en ont la forme, et le nom de la colonne le dit), 120 différentes → identifiant',
      'age: 102 valeurs sur 120 sont des nombres entiers, 50 différentes, 18 manquent ("NA") → nombre',
      'price: les 120 valeurs sont des nombres à 2 décimales, 120 différentes → nombre',
      'member: les 120 valeurs sont "yes" ou "no" → oui ou non',
      'day: les 120 valeurs sont des dates ou heures écrites selon %Y-%m-%d → date et heure',
      'group: les 120 valeurs sont des textes, 2 différentes → catégorie',
      'constant: les 120 valeurs sont des textes, tous pareils → catégorie',
      'code: les 120 valeurs sont des codes qui se répètent à peine, 120 différentes → identifiant : des chiffres avec zéros initiaux, gardés tels quels',
      'nothing: aucune valeur n’est là, 120 manquent (vide) → catégorie',
    ])
    const warnings = columns.flatMap((column) => column.warnings.map(({ message }) => translate(message)))
    expect(warnings).toEqual([
      'toutes les valeurs sont identiques',
      '120 nombres commencent par un zéro : ils sont gardés comme texte',
      'toutes les valeurs manquent : il n’y a rien à apprendre',
    ])
  })

  it('of the limits of options is told in French', () => {
    const { options, rules } = ctgan.definition
    const messages = [{ epochs: 0 }, { embeddingDim: 5000 }, { epochs: null }, { batchSize: 501 }].map(
      (given) => {
        try {
          parseOptions('ctgan', options, given, rules)
          return ''
        } catch (error) {
          return isTabricateError(error) ? translate(error.issues[0]?.message ?? '') : ''
        }
      },
    )
    expect(messages).toEqual([
      'trop petit : 1 au moins',
      'trop grand : 4096 au plus',
      'valeur incorrecte : un nombre attendu, rien reçu',
      'batchSize 501 doit être pair et un multiple de pac 10 : prenez 500',
    ])
  })

  it('of jobs is told in French, with what stands in it; unknown texts stay', () => {
    expect(translate('The dataset "penguins" can be used.')).toBe(
      'Le jeu de données « penguins » est utilisable.',
    )
    const ragged =
      'Rows could not be read (row 1 is the first of the file): rows[3]: has 3 cells where the header has 2 (separated by ","). Quote cells that hold the separator, or name the right delimiter'
    expect(translate(ragged)).toMatch(/^Des lignes .* : ligne 3 : 3 cellules, là où l’en-tête en a 2/)
    expect(translate('Optimization 3 (ctgan): the best quality_score is 0.9123.')).toBe(
      'Recherche 3 (ctgan) : score de qualité au mieux 0,912.',
    )
    expect(translate('Length of the beard, in metres.')).toBe('Length of the beard, in metres.')
  })
})
