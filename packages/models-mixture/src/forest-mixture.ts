/**
 * Notation, of the whole package
 *   N, d, K     rows, columns, components
 *   x_j         state of column j (column-states.ts), 0 … S_j − 1
 *   w_k         weight of component k;  Σ w_k = 1
 *   π_k(j)      parent of column j in component k, or none: the columns of a component form a forest
 *   p_k(x_j | x_π)   probability of a state given its parent's [S_π · S_j], parent's states outside; without a parent [S_j]
 *   p(x)        Σ_k w_k Π_j p_k(x_j | x_π_k(j)): a mixture of forests. Without any edge it is the mixture of product distributions.
 * M. Meilă, M. I. Jordan, "Learning with Mixtures of Trees", Journal of Machine Learning Research 1, 2000.
 */

/** One component: a forest over the columns. */
export interface Forest {
  /** Parent of each column, −1 = none [d]. */
  readonly parents: Int32Array
  /** Columns, parents before children [d]. */
  readonly order: Int32Array
  /** p_k(x_j | x_π), by column. Rows sum to one. */
  readonly tables: readonly Float32Array[]
}

/** A mixture of forests over columns of states. */
export interface ForestMixture {
  /** S_j [d] */
  readonly stateCounts: readonly number[]
  /** w_k [K] */
  readonly weights: Float64Array
  readonly forests: readonly Forest[]
}
