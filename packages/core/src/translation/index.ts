/**
 * Texts that Tabricate tells in English, in another language by patterns.
 * @module @tabricate/core/translation
 */

export { createTranslator, type TextPair } from './create-translator.ts'
