/** The TypeScript types of an OpenAPI document. */
export function generateTypes(document: object): Promise<string>
