import { describe, expect, it } from 'vitest'
import { isFinal, jobMoves, jobStates, statesBefore } from './job-states.ts'

describe('the states of a job', () => {
  it('are those of the table', () => {
    expect([...jobStates].sort()).toEqual(Object.keys(jobMoves).sort())
  })

  it('are reached only from where the table allows', () => {
    expect(statesBefore('running')).toEqual(['queued'])
    expect(statesBefore('succeeded')).toEqual(['running'])
    expect(statesBefore('queued')).toEqual(['awaiting_approval', 'running'])
    expect(statesBefore('cancelled')).toEqual(['awaiting_approval', 'queued', 'running'])
    expect(statesBefore('awaiting_approval')).toEqual([])
  })

  it('end for good', () => {
    expect(jobStates.filter(isFinal)).toEqual(['succeeded', 'failed', 'cancelled', 'rejected'])
  })
})
