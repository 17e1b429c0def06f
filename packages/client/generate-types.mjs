import openapiTS, { astToString } from 'openapi-typescript'
import ts from 'typescript'

// TypeScript refuses the recursion of JSON values as the generator writes it.
const jsonType = `
/** A JSON value. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json }
`

/** The TypeScript types of the platform's OpenAPI document. */
export async function generateTypes(document) {
  const options = {
    alphabetize: true,
    // What has a default may be left out of a request.
    defaultNonNullable: false,
    inject: jsonType,
    transform: (schema) => (isJsonSchema(schema) ? ts.factory.createTypeReferenceNode('Json') : undefined),
  }
  // A copy: the generator writes into what it reads.
  const types = astToString(await openapiTS(structuredClone(document), options))
  return `// Written by \`pnpm --filter @tabricate/client generate\` from the OpenAPI document of the platform.\n\n${types}`
}

/** A text, a number, a truth value, nothing, a list, or an object of anything. */
function isJsonSchema({ anyOf }) {
  if (anyOf === undefined) return false
  const types = anyOf.map(({ type }) => type).sort()
  return types.join() === 'array,boolean,null,number,object,string'
}
