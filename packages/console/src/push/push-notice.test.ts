import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { placeOf, pushNotice } from './push-notice.ts'

const message = {
  id: 7,
  title: 'Synthetic table ready',
  body: 'Generation 1 (ctgan) can be fetched.',
  data: { generation_id: 1 },
}

it('is shown as it came to those who read English', () => {
  const { title, body, data } = message
  expect(pushNotice(message, 'en')).toEqual({ title, options: { body, data, tag: 'tabricate-7' } })
})

it('is shown in French to those who read French', () => {
  expect(pushNotice(message, 'fr')).toEqual({
    title: 'Tableau synthétique prêt',
    options: {
      body: 'La génération 1 (ctgan) peut être téléchargée.',
      data: message.data,
      tag: 'tabricate-7',
    },
  })
})

it('keeps names as they are', () => {
  const { options } = pushNotice({ ...message, body: 'The dataset "privacy" can be used.' }, 'fr')
  expect(options.body).toBe('Le jeu de données « privacy » est utilisable.')
})

it('has a French title for everything that the platform tells', () => {
  const sources = [
    'notifications/job-notices.ts',
    'services/administration.ts',
    'studies/advance-study.ts',
  ].map((file) => readFileSync(new URL(`../../../server/src/${file}`, import.meta.url), 'utf8'))
  const titles = [...sources.join('\n').matchAll(/\btitle: '([^']+)'/g)].map(([, title = '']) => title)
  expect(new Set(titles).size).toBe(9)
  const untranslated = titles.filter((title) => pushNotice({ ...message, title }, 'fr').title === title)
  expect(untranslated).toEqual([])
})

it('leads to the page of what it is about', () => {
  expect(placeOf({ generation_id: 1 })).toBe('#/generations/1')
  expect(placeOf({ optimization_id: 2 })).toBe('#/studies/2')
  expect(placeOf({ dataset_id: 3 })).toBe('#/datasets/3')
  expect(placeOf({})).toBe('#/notifications')
})
