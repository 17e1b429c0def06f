import type { NumberRange } from '../encoding/prepared-intervals.ts'
import { type Issue, throwIssues } from '../errors.ts'
import { knownNames } from '../known-names.ts'
