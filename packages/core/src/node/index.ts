export { loadCheckpoint, saveCheckpoint } from './checkpoint-file.ts'
export { type FileFormat, fileFormatOf } from './file-format.ts'
export { loadModel, saveModel } from './model-file.ts'
export { profileFile } from './profile-file.ts'
export {
  isModelFile,
  type ReadTableOptions,
  readTable,
  type StreamFileOptions,
  streamFile,
} from './read-table.ts'
export { checkWritable, type WriteFileOptions, writeFileAtomically } from './write-file-atomically.ts'
export { type WriteTableOptions, writeTable } from './write-table.ts'
