/**
 * Notation
 *   s          scores: start + Σ over iterations of a tree per output
 *   g, h       derivatives of the loss by s (see loss.ts), to which the next trees are fitted
 *   J. H. Friedman, "Greedy Function Approximation: A Gradient Boosting Machine", Annals of Statistics 29(5), 2001, on
 *   histograms (G. Ke et al., "LightGBM", 2017). Defaults are those of scikit-learn's HistGradientBoosting, but for `l2` and for early
 *   stopping, which there depends on the number of rows.
 */
import { permutation } from '../random/distributions.ts'
import type { Rng } from '../random/rng.ts'
import { createPacer } from '../turns/pacer.ts'
import { type BinColumn, type BinnedRows, binRows, fitBins } from './bin-features.ts'
import { type Features, selectFeatureRows } from './features.ts'
import { createTreeGrower, type TreeRules } from './grow-tree.ts'
import type { Learner } from './learner.ts'
import { classLoss, classProbabilities, type Loss, squaredError } from './loss.ts'
import { addTree, type Tree } from './tree.ts'

export interface BoostedTreesOptions {
  /** Most trees per output. Default 100. */
  readonly iterations?: number
  /** Factor of every tree's values. Default 0.1. */
  readonly learningRate?: number
  /** Most leaves of a tree, from 2. Default 31. */
  readonly maxLeaves?: number
  /** Fewest rows of a leaf. Default 20. */
  readonly minLeafRows?: number
  /**
   * λ, from 0: keeps leaf values small where h is. Default 1 for classes, as in XGBoost: without it, leaves of rows that are all but
   * certain take huge values, and rare classes make training diverge. Default 0 for numbers, where h is 1.
   */
  readonly l2?: number
  /**
   * Keep a tenth of the rows, chosen at random, out of training, and stop when the loss on them has not become smaller for ten
   * iterations. Default false.
   */
  readonly earlyStopping?: boolean
}

/** Gradient-boosted trees: predictors that see non-linear dependence and interaction, robust against scales and outliers. */
export function boostedTrees(options: BoostedTreesOptions = {}): Learner {
  return {
    name: 'boosted trees',
    async learnClasses({ features, classes, classCount, rng, signal }) {
      const model = await boost({
        features,
        targets: Float64Array.from(classes),
        loss: classLoss(classCount),
        rng,
        signal,
        options,
      })
      return { probabilities: (rows) => classProbabilities(predictScores(model, rows), classCount) }
    },
    async learnNumbers({ features, numbers, rng, signal }) {
      const model = await boost({ features, targets: numbers, loss: squaredError, rng, signal, options })
      return { predict: (rows) => predictScores(model, rows) }
    },
  }
}

/** Iterations without a smaller validation loss before training stops early. */
const patience = 10

/** Share of the rows that early stopping validates on. */
const validationShare = 0.1

interface Boosted {
  readonly columns: readonly BinColumn[]
  readonly startScores: Float64Array
  /** Per iteration, a tree per output. */
  readonly trees: readonly (readonly Tree[])[]
}

interface BoostArguments {
  readonly features: Features
  readonly targets: Float64Array
  readonly loss: Loss
  readonly rng: Rng
  readonly signal: AbortSignal | undefined
  readonly options: BoostedTreesOptions
}

async function boost({ features, targets, loss, rng, signal, options }: BoostArguments): Promise<Boosted> {
  const { iterations = 100, learningRate = 0.1, maxLeaves = 31, minLeafRows = 20 } = options
  const l2 = options.l2 ?? (loss === squaredError ? 0 : 1)
  const rules: TreeRules = { learningRate, maxLeaves, minLeafRows, l2 }
  const columns = fitBins(features)
  const { train, validation } = splitForValidation(columns, features, targets, rng, options.earlyStopping)
  const startScores = loss.startScores(train.targets)
  const count = train.targets.length
  const scores = repeatEach(startScores, count)
  const gradients = new Float64Array(scores.length)
  const hessians = new Float64Array(scores.length)
  const grower = createTreeGrower(columns, train.rows, rules)
  const stopping = createEarlyStopping(loss, startScores, validation)
  const pace = createPacer(signal)
  // However few rows there are, finding splits goes through all bins.
  const cells = (count + 256) * columns.length * loss.outputs
  const trees: Tree[][] = []
  while (trees.length < iterations && !stopping.shouldStop()) {
    await pace(cells)
    loss.evaluate(scores, train.targets, { gradients, hessians })
    const grown = Array.from(startScores, (_, output) => {
      const block = (values: Float64Array) => values.subarray(output * count, (output + 1) * count)
      return grower.grow(block(gradients), block(hessians), block(scores))
    })
    trees.push(grown)
    stopping.add(grown)
  }
  return { columns, startScores, trees }
}

function predictScores({ columns, startScores, trees }: Boosted, features: Features): Float64Array {
  const rows = binRows(columns, features)
  const scores = repeatEach(startScores, rows.rowCount)
  for (const grown of trees) addTrees(grown, rows, scores)
  return scores
}

function addTrees(grown: readonly Tree[], rows: BinnedRows, scores: Float64Array): void {
  grown.forEach((tree, output) => {
    addTree(tree, rows, scores.subarray(output * rows.rowCount, (output + 1) * rows.rowCount))
  })
}

function repeatEach(values: Float64Array, count: number): Float64Array {
  const repeated = new Float64Array(values.length * count)
  values.forEach((value, i) => {
    repeated.fill(value, i * count, (i + 1) * count)
  })
  return repeated
}

interface TargetRows {
  readonly rows: BinnedRows
  readonly targets: Float64Array
}

function splitForValidation(
  columns: readonly BinColumn[],
  features: Features,
  targets: Float64Array,
  rng: Rng,
  earlyStopping = false,
): { train: TargetRows; validation: TargetRows | undefined } {
  if (!earlyStopping) return { train: { rows: binRows(columns, features), targets }, validation: undefined }
  const order = permutation(rng.split('validation'), targets.length)
  const cut = Math.round(validationShare * targets.length)
  const take = (rows: Int32Array): TargetRows => ({
    rows: binRows(columns, selectFeatureRows(features, rows)),
    targets: Float64Array.from(rows, (row) => targets[row] ?? 0),
  })
  return { train: take(order.slice(cut).sort()), validation: take(order.slice(0, cut).sort()) }
}

/** Follows the loss on rows that trees are not fitted to. */
function createEarlyStopping(loss: Loss, startScores: Float64Array, validation: TargetRows | undefined) {
  if (validation === undefined || validation.targets.length === 0)
    return { shouldStop: () => false, add: () => undefined }
  const scores = repeatEach(startScores, validation.targets.length)
  let smallest = loss.evaluate(scores, validation.targets)
  let since = 0
  return {
    shouldStop: () => since >= patience,
    add(grown: readonly Tree[]) {
      addTrees(grown, validation.rows, scores)
      const now = loss.evaluate(scores, validation.targets)
      since = now < smallest ? 0 : since + 1
      smallest = Math.min(smallest, now)
    },
  }
}
