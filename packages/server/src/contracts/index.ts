import { adminContracts } from './admin.ts'
import { authContracts } from './auth.ts'
import type { Contract } from './contract.ts'
import { documentContracts } from './documents.ts'
import { fileContracts } from './files.ts'
import { generationContracts } from './generation.ts'
import { generationV2Contracts } from './generation-v2.ts'
import { healthContracts } from './health.ts'
import { metricsContracts } from './metrics.ts'
import { notificationContracts } from './notifications.ts'
import { optimizationContracts } from './optimization.ts'
import { statsContracts } from './stats.ts'
import { uploadContracts } from './upload.ts'
import { usersContracts } from './users.ts'

export type { Access, Answer, Contract, ContractData, ContractInput, RequestBody } from './contract.ts'
export { failureSchema, successSchema } from './envelope.ts'
export { errorMeanings, errorStatuses, type WireErrorCode } from './error-codes.ts'
export {
  adminContracts,
  authContracts,
  documentContracts,
  fileContracts,
  generationContracts,
  generationV2Contracts,
  healthContracts,
  metricsContracts,
  notificationContracts,
  optimizationContracts,
  statsContracts,
  uploadContracts,
  usersContracts,
}

/** Every operation of the platform. */
export const contracts: readonly Contract[] = [
  ...Object.values(authContracts),
  ...Object.values(usersContracts),
  ...Object.values(uploadContracts),
  ...Object.values(generationContracts),
  ...Object.values(generationV2Contracts),
  ...Object.values(optimizationContracts),
  ...Object.values(statsContracts),
  ...Object.values(notificationContracts),
  ...Object.values(adminContracts),
  ...Object.values(fileContracts),
  ...Object.values(healthContracts),
  ...Object.values(metricsContracts),
  ...Object.values(documentContracts),
]
