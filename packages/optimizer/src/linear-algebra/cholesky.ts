/**
 * Notation
 *   n        order
 *   A        symmetric positive definite matrix, n × n, row after row
 *   L        its lower Cholesky factor, A = L Lᵀ, of the same layout; what is above the diagonal is never read
 *   M        L⁻¹, of the same layout
 *   G. H. Golub, C. F. Van Loan, "Matrix Computations", 4th edition, algorithms 4.2.1 (by rows) and 3.1.1
 */

/** Overwrites the lower half of `a` by L. False when A is not positive definite to rounding. */
export function factorize(a: Float64Array, n: number): boolean {
  for (let i = 0; i < n; i++) {
    const row = i * n
    for (let j = 0; j < i; j++) {
      const other = j * n
      a[row + j] = ((a[row + j] ?? 0) - dot(a, row, a, other, j)) / (a[other + j] ?? 1)
    }
    const pivot = (a[row + i] ?? 0) - dot(a, row, a, row, i)
    if (!(pivot > 0)) return false
    a[row + i] = Math.sqrt(pivot)
  }
  return true
}

/** Overwrites b by L⁻¹ b. */
export function solveLower(l: Float64Array, n: number, b: Float64Array): void {
  for (let i = 0; i < n; i++) b[i] = ((b[i] ?? 0) - dot(l, i * n, b, 0, i)) / (l[i * n + i] ?? 1)
}

/** Overwrites b by L⁻ᵀ b. */
export function solveUpper(l: Float64Array, n: number, b: Float64Array): void {
  for (let i = n - 1; i >= 0; i--) {
    const row = i * n
    const value = (b[i] ?? 0) / (l[row + i] ?? 1)
    b[i] = value
    for (let k = 0; k < i; k++) b[k] = (b[k] ?? 0) - value * (l[row + k] ?? 0)
  }
}

/** Writes v = L b; returns vᵀ v. */
export function multiplyLower(l: Float64Array, n: number, b: Float64Array, v: Float64Array): number {
  let squares = 0
  for (let i = 0; i < n; i++) {
    const value = dot(l, i * n, b, 0, i + 1)
    v[i] = value
    squares += value * value
  }
  return squares
}

/** Writes b = Lᵀ v. */
export function multiplyTransposed(l: Float64Array, n: number, v: Float64Array, b: Float64Array): void {
  b.fill(0)
  for (let i = 0; i < n; i++) {
    const value = v[i] ?? 0
    const row = i * n
    for (let k = 0; k <= i; k++) b[k] = (b[k] ?? 0) + value * (l[row + k] ?? 0)
  }
}

/** M, in an array of its own. */
export function invertLower(l: Float64Array, n: number): Float64Array {
  const m = new Float64Array(n * n)
  for (let i = 0; i < n; i++) {
    const row = i * n
    // Row i of M by rows above: all accesses run along rows.
    for (let k = 0; k < i; k++) {
      const factor = l[row + k] ?? 0
      if (factor === 0) continue
      const above = k * n
      for (let j = 0; j <= k; j++) m[row + j] = (m[row + j] ?? 0) - factor * (m[above + j] ?? 0)
    }
    const diagonal = 1 / (l[row + i] ?? 1)
    for (let j = 0; j < i; j++) m[row + j] = (m[row + j] ?? 0) * diagonal
    m[row + i] = diagonal
  }
  return m
}

/** The lower half of A⁻¹ = Mᵀ M. */
export function invertSymmetric(m: Float64Array, n: number): Float64Array {
  const inverse = new Float64Array(n * n)
  for (let k = 0; k < n; k++) {
    const row = k * n
    for (let i = 0; i <= k; i++) {
      const factor = m[row + i] ?? 0
      const target = i * n
      for (let j = 0; j <= i; j++)
        inverse[target + j] = (inverse[target + j] ?? 0) + factor * (m[row + j] ?? 0)
    }
  }
  return inverse
}

/** Σ a[i + k] b[j + k] over k < count. Four sums at a time: they do not wait for each other. */
export function dot(a: Float64Array, i: number, b: Float64Array, j: number, count: number): number {
  let s0 = 0
  let s1 = 0
  let s2 = 0
  let s3 = 0
  let k = 0
  for (; k + 3 < count; k += 4) {
    s0 += (a[i + k] ?? 0) * (b[j + k] ?? 0)
    s1 += (a[i + k + 1] ?? 0) * (b[j + k + 1] ?? 0)
    s2 += (a[i + k + 2] ?? 0) * (b[j + k + 2] ?? 0)
    s3 += (a[i + k + 3] ?? 0) * (b[j + k + 3] ?? 0)
  }
  for (; k < count; k++) s0 += (a[i + k] ?? 0) * (b[j + k] ?? 0)
  return s0 + s1 + (s2 + s3)
}
