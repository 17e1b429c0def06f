import type { Language } from '../messages/language-names.ts'
import { translators } from '../messages/translators.ts'

/** What a notification is about. */
export interface PushSubject {
  readonly generation_id?: number
  readonly optimization_id?: number
  readonly dataset_id?: number
}

/** As the platform pushes it: its texts are English. */
export interface PushMessage {
  readonly id: number
  readonly title: string
  readonly body: string
  readonly data: PushSubject
}

/** What a browser shows of a message. The same message pushed twice is shown once. */
export interface PushNotice {
  readonly title: string
  readonly options: { readonly body: string; readonly data: PushSubject; readonly tag: string }
}

export function pushNotice({ id, title, body, data }: PushMessage, language: Language): PushNotice {
  const translate = translators[language]
  return { title: translate(title), options: { body: translate(body), data, tag: `tabricate-${id}` } }
}

/** The address within the console of what a notification is about. */
export function placeOf({
  generation_id: generation,
  optimization_id: study,
  dataset_id: dataset,
}: PushSubject): string {
  if (generation !== undefined) return `#/generations/${generation}`
  if (study !== undefined) return `#/studies/${study}`
  return dataset === undefined ? '#/notifications' : `#/datasets/${dataset}`
}
