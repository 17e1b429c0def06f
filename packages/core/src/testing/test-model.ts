import { decodeModel, encodeModel } from '../artifact/model-file.ts'
import { snapshotSchema } from '../artifact/snapshot-schema.ts'
import { isTabricateError } from '../errors.ts'
import type { ModelPlugin } from '../model/define-model.ts'
import type {
  Checkpoint,
  FitArguments,
  SampleStats,
  Synthesizer,
  SynthesizerSnapshot,
} from '../model/model.ts'
import { toJson } from '../model/state.ts'
import { isMissing } from '../table/column.ts'
import { concatTables } from '../table/concat-tables.ts'
import { namedColumns, selectRows, type Table } from '../table/table.ts'
import { validateTable } from '../table/validate-table.ts'
import { type ConformanceCase, ensure, ensureSame } from './conformance-case.ts'
import { testConstraints } from './constraint-case.ts'
import { testFineTuning } from './fine-tuning-case.ts'
import { personalTable } from './personal-table.ts'
import {
  categoricalTable,
  degenerateTable,
  mixedTable,
  numericTable,
  unicodeTable,
} from './table-fixtures.ts'
import { ensureTamperedFilesAreRefused } from './tampered-files.ts'

/** How {@link testModel} runs the model under test. */
export interface TestModelArguments<Options> {
  /** Options that make a fit fast: the suite fits about fifteen times, up to 300 rows. */
  readonly options?: Partial<Options>
  readonly fitArguments?: FitArguments
}

/** What every model must do. Quality is not asked for here: that is what the reports are for. */
export function testModel<Options>(
  plugin: ModelPlugin<Options>,
  { options = {}, fitArguments = {} }: TestModelArguments<Options> = {},
): ConformanceCase[] {
  const fit = (table: Table, more: FitArguments = {}) =>
    plugin(options).fit(table, { ...fitArguments, ...more })
  const table = mixedTable(300)
  const runtime = fitArguments.runtime === undefined ? {} : { runtime: fitArguments.runtime }

  /** Fits, hands over, and frees. */
  const using = async (
    real: Table,
    check: (synthesizer: Synthesizer) => Promise<void>,
    more: FitArguments = {},
  ) => {
    const synthesizer = await fit(real, more)
    try {
      await check(synthesizer)
    } finally {
      await synthesizer.dispose()
    }
  }
  const keepsShape = (real: Table, rowCount: number) =>
    using(real, async (synthesizer) => {
      const synthetic = await synthesizer.sample(rowCount)
      ensureSame(synthetic.schema, real.schema, 'the schema')
      ensure(synthetic.rowCount === rowCount, `${synthetic.rowCount} rows instead of ${rowCount}`)
      validateTable(synthetic)
      ensureWithinReal(real, synthetic)
    })

  return [
    {
      name: 'keeps schema, row count, ranges, categories and missingness',
      run: () => keepsShape(table, 1234),
    },
    { name: 'learns a table without discrete columns', run: () => keepsShape(numericTable(200), 100) },
    { name: 'learns a table without continuous columns', run: () => keepsShape(categoricalTable(200), 100) },
    {
      name: 'learns constant, all-missing and single-category columns',
      run: () => keepsShape(degenerateTable(50), 20),
    },
    { name: 'keeps names and categories of any script', run: () => keepsShape(unicodeTable(60), 40) },
    {
      name: 'refuses a table without rows',
      run: () => ensureRejects(fit(selectRows(table, new Int32Array(0))), 'INVALID_TABLE'),
    },
    { name: 'learns a single row', run: () => keepsShape(selectRows(table, Int32Array.of(0)), 5) },
    { name: 'samples no rows', run: () => keepsShape(categoricalTable(50), 0) },
    {
      name: 'same seed, same rows; other seed, other rows',
      run: () =>
        using(table, async (synthesizer) => {
          const rows = await synthesizer.sample(50, { seed: 3 })
          ensureSame(
            (await synthesizer.sample(50, { seed: 3 })).columns,
            rows.columns,
            'the second sample of one seed',
          )
          const other = await synthesizer.sample(50, { seed: 4 })
          ensure(
            JSON.stringify(other.columns) !== JSON.stringify(rows.columns),
            'two seeds gave the same rows',
          )
        }),
    },
    {
      name: 'same seed, same fit',
      run: async () => {
        const rows: unknown[] = []
        const keep = async (synthesizer: Synthesizer) =>
          void rows.push((await synthesizer.sample(50)).columns)
        await using(table, keep, { seed: 5 })
        await using(table, keep, { seed: 5 })
        ensureSame(rows[1], rows[0], 'the second fit of one seed')
      },
    },
    {
      name: 'a sample is the beginning of a longer one and of the stream',
      run: () =>
        using(table, async (synthesizer) => {
          const long = await synthesizer.sample(2500)
          const chunks: Table[] = []
          for await (const chunk of synthesizer.stream(2500)) chunks.push(chunk)
          ensureSame(concatTables(chunks).columns, long.columns, 'the stream')
          const head = selectRows(
            long,
            Int32Array.from({ length: 700 }, (_, row) => row),
          )
          ensureSame((await synthesizer.sample(700)).columns, head.columns, 'the shorter sample')
        }),
    },
    {
      name: 'several samples at once do not disturb each other',
      run: () =>
        using(table, async (synthesizer) => {
          const seeds = [1, 2, 3]
          const together = await Promise.all(seeds.map((seed) => synthesizer.sample(2500, { seed })))
          for (const [index, seed] of seeds.entries()) {
            const alone = await synthesizer.sample(2500, { seed })
            ensureSame(
              together[index]?.columns,
              alone.columns,
              `the sample of seed ${seed} drawn beside others`,
            )
          }
        }),
    },
    {
      name: 'survives being saved as data and restored',
      run: () =>
        using(table, async (synthesizer) => {
          const restored = await plugin.restore(copySnapshot(synthesizer.snapshot()), {
            ...(fitArguments.runtime === undefined ? {} : { runtime: fitArguments.runtime }),
          })
          const rows = await restored.sample(60, { seed: 1 })
          await restored.dispose()
          ensureSame(rows, await synthesizer.sample(60, { seed: 1 }), 'the restored synthesizer’s sample')
        }),
    },
    {
      name: 'survives being written as a model file and read',
      run: () =>
        using(table, async (synthesizer) => {
          const file = await encodeModel(synthesizer)
          const read = await decodeModel(file, [plugin], {
            ...(fitArguments.runtime === undefined ? {} : { runtime: fitArguments.runtime }),
          })
          ensureSame(read.snapshot(), synthesizer.snapshot(), 'what the model file held')
          const rows = await read.sample(60, { seed: 1 })
          await read.dispose()
          ensureSame(rows, await synthesizer.sample(60, { seed: 1 }), 'the sample of the model read')
        }),
    },
    {
      name: 'ends what a tampered model file begins with a typed error',
      run: () =>
        using(mixedTable(30), async (synthesizer) =>
          ensureTamperedFilesAreRefused(await encodeModel(synthesizer), plugin, {
            ...(fitArguments.runtime === undefined ? {} : { runtime: fitArguments.runtime }),
          }),
        ),
    },
    {
      name: 'goes on from any of its checkpoints, to what it would have been',
      run: async () => {
        const checkpoints: Checkpoint[] = []
        const onCheckpoint = (_: number, checkpoint: () => Checkpoint) => void checkpoints.push(checkpoint())
        await using(
          table,
          async (whole) => {
            ensure(
              checkpoints.length > 0 || whole.checkpoint() === undefined,
              'it has a training state, but did not await onCheckpoint',
            )
            for (const checkpoint of checkpoints) {
              await using(
                table,
                async (resumed) => ensureSame(resumed.snapshot(), whole.snapshot(), 'the resumed model'),
                { seed: 6, checkpoint: throughFile(checkpoint) },
              )
            }
          },
          { seed: 6, onCheckpoint },
        )
        const [first] = checkpoints
        if (first !== undefined)
          await ensureRejects(fit(table, { seed: 7, checkpoint: first }), 'MODEL_STATE_INVALID')
      },
    },
    {
      name: 'obeys conditions exactly and counts what it drew',
      run: () =>
        using(table, async (synthesizer) => {
          const seen: SampleStats[] = []
          const rows = await synthesizer.sample(40, {
            where: { ['__proto__']: ['plain', 'constructor'], children: { min: 2 } },
            onStats: (stats) => seen.push(stats),
          })
          ensure(rows.rowCount === 40, `${rows.rowCount} rows instead of 40`)
          const [group, children] = [rows.columns[1], rows.columns[5]]
          ensure(group?.type === 'categorical' && children?.type === 'numerical', 'the columns moved')
          ensure(
            group.codes.every((code) => code === 0 || code === 1),
            'a row breaks the condition on categories',
          )
          ensure(
            children.values.every((value) => value >= 2),
            'a row breaks the condition on numbers',
          )
          ensure(seen.length === 1 && seen[0]?.acceptedRows === 40, 'no statistics, or wrong ones')
        }),
    },
    {
      name: 'ends an unreachable condition with CONDITION_UNREACHABLE',
      run: () =>
        using(categoricalTable(60), (synthesizer) =>
          ensureRejects(synthesizer.sample(1, { where: { a: 'no such category' } }), 'CONDITION_UNREACHABLE'),
        ),
    },
    testConstraints(plugin, fit, runtime),
    testFineTuning(plugin, fit, runtime),
    {
      name: 'stops when aborted, before and during the fit',
      run: async () => {
        const before = new AbortController()
        before.abort()
        await ensureRejects(fit(table, { signal: before.signal }), 'ABORTED')
        const during = new AbortController()
        let reports = 0
        const onProgress = () => {
          reports++
          during.abort()
        }
        const outcome = fit(table, { signal: during.signal, onProgress })
        if (reports > 0 || (await settles(outcome)) === 'rejected') await ensureRejects(outcome, 'ABORTED')
        else ensure(reports === 0, 'the fit went on after it was aborted')
      },
    },
    {
      name: 'reports progress that never goes back and ends complete',
      run: async () => {
        const epochs: number[] = []
        let last = 0
        const onProgress: FitArguments['onProgress'] = (progress) => {
          epochs.push(progress.epoch)
          last = progress.epochs
        }
        await using(table, async () => undefined, { onProgress })
        ensure(
          epochs.every((epoch, i) => epoch >= (epochs[i - 1] ?? 0)),
          `epochs went back: ${epochs.join(', ')}`,
        )
        ensure(
          epochs.length === 0 || epochs.at(-1) === last,
          `the last report was ${epochs.at(-1)} of ${last}`,
        )
      },
    },
    {
      name: 'never gives back an id or a personal value of the real table',
      run: () => {
        const real = personalTable(100)
        return using(real, async (synthesizer) => {
          const synthetic = namedColumns(await synthesizer.sample(300))
          const ids = namedColumns(real).flatMap(({ column }, index) =>
            column.type === 'id' ? [{ column, index }] : [],
          )
          ensure(ids.length === 12, `${ids.length} columns of 12 are ids`)
          for (const { column, index } of ids) {
            const known = new Set(column.values)
            const { column: made, schema } = synthetic[index] ?? {}
            const copied = made?.type === 'id' ? made.values.filter((value) => known.has(value)) : ['no id']
            ensure(copied.length === 0, `${schema?.name}: ${copied.join(', ')}`)
          }
        })
      },
    },
    {
      name: 'does not change the table it learns',
      run: async () => {
        const real = mixedTable(100)
        const before = structuredClone(real)
        await using(real, async () => undefined)
        ensureSame(real, before, 'the table')
      },
    },
    {
      name: 'refuses unknown options',
      run: async () => {
        const unknown: object = { ...options, noSuchOption: 1 }
        await ensureRejects((async () => plugin(unknown))(), 'INVALID_OPTIONS')
      },
    },
  ]
}

async function settles(promise: Promise<unknown>): Promise<'fulfilled' | 'rejected'> {
  const [outcome] = await Promise.allSettled([promise])
  return outcome.status
}

async function ensureRejects(
  promise: Promise<unknown>,
  code: Parameters<typeof isTabricateError>[1],
): Promise<void> {
  const [outcome] = await Promise.allSettled([promise])
  ensure(outcome.status === 'rejected', `nothing was thrown instead of ${code}`)
  ensure(isTabricateError(outcome.reason, code), `${String(outcome.reason)} was thrown instead of ${code}`)
}

/** No value outside the real range, no unknown category, no missing cell where the real column has none. */
function ensureWithinReal(real: Table, synthetic: Table): void {
  for (const { schema, column, index } of namedColumns(real)) {
    const drawn = synthetic.columns[index]
    ensure(drawn?.type === column.type, `column "${schema.name}" changed its type`)
    const rows = Array.from({ length: real.rowCount }, (_, row) => row)
    if (!rows.some((row) => isMissing(column, row))) {
      const gap = Array.from({ length: synthetic.rowCount }, (_, row) => row).find((row) =>
        isMissing(drawn, row),
      )
      ensure(
        gap === undefined,
        `column "${schema.name}" has a missing cell in row ${gap}, the real one has none`,
      )
    }
    if (column.type !== 'numerical' && column.type !== 'datetime') continue
    const values = column.values.filter((value) => !Number.isNaN(value))
    const [min, max] = [
      values.reduce((a, b) => Math.min(a, b), Infinity),
      values.reduce((a, b) => Math.max(a, b), -Infinity),
    ]
    ensure(
      drawn.type === column.type &&
        drawn.values.every((value) => Number.isNaN(value) || (value >= min && value <= max)),
      `column "${schema.name}" leaves the real range ${min} … ${max}`,
    )
  }
}

/** What a checkpoint is after a way through a file. */
function throughFile(checkpoint: Checkpoint): Checkpoint {
  const { state, ...rest } = checkpoint
  return {
    ...rest,
    options: toJson(rest.options),
    state: { meta: toJson(state.meta), tensors: structuredClone(state.tensors) },
  }
}

/** What a snapshot is after a way through JSON and bytes. */
function copySnapshot(snapshot: SynthesizerSnapshot): SynthesizerSnapshot {
  const { state, ...rest } = snapshot
  return {
    ...snapshotSchema.parse(toJson(rest)),
    state: { meta: toJson(state.meta), tensors: structuredClone(state.tensors) },
  }
}
