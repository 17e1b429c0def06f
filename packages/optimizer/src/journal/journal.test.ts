import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { readGolden } from '../../test/golden.ts'
import { categorical, float, int } from '../space/parameter.ts'
import { random } from '../strategy/random.ts'
import { createStudy } from '../study/study.ts'
import { exportJournal } from './export-journal.ts'
import { importJournal } from './import-journal.ts'

const golden = readGolden(
  'journal/optuna.json',
  z.object({
    studies: z.array(
      z.object({
        name: z.string(),
        directions: z.array(z.string()),
        userAttrs: z.record(z.string(), z.json()),
        trials: z.array(
          z.object({
            number: z.number(),
            state: z.string(),
            values: z.array(z.number()).nullable(),
            params: z.record(z.string(), z.json()),
            distributions: z.record(z.string(), z.json()),
            intermediate: z.record(z.string(), z.number()),
            userAttrs: z.record(z.string(), z.json()),
            systemAttrs: z.record(z.string(), z.json()),
          }),
        ),
      }),
    ),
  }),
)

const optunaText = readFileSync(join(import.meta.dirname, '../../test/data/journal/optuna.log'), 'utf8')
const stateNames = {
  running: 'RUNNING',
  complete: 'COMPLETE',
  pruned: 'PRUNED',
  failed: 'FAIL',
  waiting: 'WAITING',
}

describe('importing', () => {
  it('reads a journal written by Optuna as Optuna does', () => {
    const studies = importJournal(optunaText)
    expect(studies.map(({ name }) => name)).toEqual(golden.studies.map(({ name }) => name))
    studies.forEach(({ directions, userAttributes, trials }, i) => {
      const expected = golden.studies[i]
      expect(directions.map((direction) => direction.toUpperCase())).toEqual(expected?.directions)
      expect(userAttributes).toEqual(expected?.userAttrs)
      const actual = trials.map((trial) => ({
        number: trial.number,
        state: stateNames[trial.state],
        values: trial.values,
        params: trial.parameters,
        distributions: trial.distributions,
        intermediate: trial.reports,
        userAttrs: trial.userAttributes,
        systemAttrs: trial.systemAttributes,
      }))
      // A waiting trial's parameters stand in its attribute `fixed_params` only; how they are shown is not the file's.
      const comparable = expected?.trials.map((trial) =>
        trial.state === 'WAITING' ? { ...trial, params: {} } : trial,
      )
      expect(actual).toEqual(comparable)
    })
  })

  it('knows when trials began and ended', () => {
    const [study] = importJournal(optunaText)
    expect(study?.trials[0]).toMatchObject({
      startedMs: Date.parse('2026-11-22T09:13:19.571Z'),
      completedMs: Date.parse('2026-11-22T09:13:19.611Z'),
    })
  })

  it('ignores a line without its end, reads Python’s infinities, and names a broken line', () => {
    const start = '{"op_code":0,"worker_id":"a","study_name":"s","directions":[1]}\n'
    const infinite =
      '{"op_code":4,"worker_id":"a","study_id":0,"datetime_start":null}\n{"op_code":7,"worker_id":"a","trial_id":0,"step":1,"intermediate_value":-Infinity}\n'
    expect(importJournal(`${start}${infinite}{"op_code":4,"wor`)[0]?.trials).toMatchObject([
      { reports: { 1: -Infinity } },
    ])
    expect(() => importJournal(`${start}{"op_code":\n`)).toThrow('Line 2 of the journal is not JSON')
    expect(() => importJournal(`${start}{"op_code":77}\n`)).toThrow('Line 2 of the journal is no operation')
  })
})

describe('exporting', () => {
  it('writes what importing reads back: states, values, parameters, reports', async () => {
    const study = createStudy({
      name: 'ours',
      space: {
        x: float(-5, 10),
        lr: float(1e-5, 0.1, { log: true }),
        batch: int(50, 1000, { step: 50 }),
        model: categorical(['gan', 'vae', null, 3, true]),
        dims: categorical([[128], [256, 256]]),
      },
      strategy: random(),
      direction: 'maximize',
      clock: () => Date.parse('2026-01-31T12:00:00.123Z'),
    })
    const [complete, pruned, failed, running] = [
      await study.ask(),
      await study.ask(),
      await study.ask(),
      await study.ask(),
    ]
    study.report(complete.number, 3, 0.25)
    study.tell(complete.number, 0.5)
    study.report(pruned.number, 1, 0.125)
    study.tell(pruned.number, { state: 'pruned' })
    study.tell(failed.number, { state: 'failed', error: 'out of memory' })

    const text = exportJournal([study])
    expect(text.endsWith('\n')).toBe(true)
    for (const line of text.trimEnd().split('\n')) expect(JSON.parse(line)).toHaveProperty('worker_id')
    expect(text).toContain('"datetime_start":"2026-01-31T12:00:00.123000+00:00"')

    const [imported] = importJournal(text)
    expect(imported).toMatchObject({ name: 'ours', directions: ['maximize'] })
    expect(imported?.trials.map(({ state, values, reports }) => [state, values, reports])).toEqual([
      ['complete', [0.5], { 3: 0.25 }],
      ['pruned', [0.125], { 1: 0.125 }],
      ['failed', null, {}],
      ['running', null, {}],
    ])
    expect(imported?.trials[2]?.userAttributes).toEqual({ error: 'out of memory' })
    for (const trial of [complete, running]) {
      expect(imported?.trials[trial.number]?.parameters).toEqual({
        ...trial.parameters,
        dims: JSON.stringify(trial.parameters.dims),
      })
    }
  })

  it('numbers trials over the whole file', async () => {
    const studies = [1, 2].map((seed) =>
      createStudy({ space: { x: float(0, 1) }, strategy: random(), seed, name: `s${seed}` }),
    )
    for (const study of studies) await study.ask()
    const [first, second] = importJournal(exportJournal(studies))
    expect(first?.trials[0]?.parameters).toEqual(studies[0]?.trials[0]?.parameters)
    expect(second?.trials[0]?.parameters).toEqual(studies[1]?.trials[0]?.parameters)
  })
})
