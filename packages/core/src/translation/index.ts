export { createTranslator, type TextPair } from './create-translator.ts'
