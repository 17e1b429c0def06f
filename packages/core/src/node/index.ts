/**
 * Files: tables, models and checkpoints read and written whole or not at all; fits in processes of their own. Node only.
 * @module @tabricate/core/node
 */

export { loadCheckpoint, saveCheckpoint } from './checkpoint-file.ts'
export { type FileFormat, fileFormatOf } from './file-format.ts'
export { loadModel, loadSnapshot, saveModel } from './model-file.ts'
export { type ForkedModelOptions, forkedModel } from './process/forked-model.ts'
export { type AnyPlugin, loadPlugin, loadPlugins } from './process/load-plugins.ts'
export { type ProcessOutcome, type RunInProcessOptions, runInProcess } from './process/run-in-process.ts'
export { serveTask, type TaskContext } from './process/serve-task.ts'
export { profileFile, useFileTables } from './profile-file.ts'
export {
  isModelFile,
  type ReadTableOptions,
  readTable,
  type StreamFileOptions,
  streamFile,
} from './read-table.ts'
export { checkWritable, type WriteFileOptions, writeFileAtomically } from './write-file-atomically.ts'
export { type WriteTableOptions, writeTable } from './write-table.ts'
