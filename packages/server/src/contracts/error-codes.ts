/** Every code that an error answer can carry, with its HTTP status: the one table from code to status. */
export const errorStatuses = {
  MALFORMED_REQUEST: 400,
  AUTHENTICATION_REQUIRED: 401,
  INVALID_CREDENTIALS: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  METHOD_NOT_ALLOWED: 405,
  REQUEST_TIMEOUT: 408,
  CONFLICT: 409,
  PAYLOAD_TOO_LARGE: 413,
  UNSUPPORTED_MEDIA_TYPE: 415,
  RANGE_NOT_SATISFIABLE: 416,
  HOST_NOT_ALLOWED: 421,
  VALIDATION_ERROR: 422,
  RATE_LIMITED: 429,
  INTERNAL_ERROR: 500,
  UNAVAILABLE: 503,
} as const

export type WireErrorCode = keyof typeof errorStatuses

/** What the codes mean, for documents. */
export const errorMeanings: { readonly [code in WireErrorCode]: string } = {
  MALFORMED_REQUEST: 'The request is not readable.',
  AUTHENTICATION_REQUIRED: 'No access token, or one that is not or no longer valid.',
  INVALID_CREDENTIALS: 'The sign-in did not succeed.',
  FORBIDDEN: 'The role of the account does not allow this.',
  NOT_FOUND: 'There is no such object, or it belongs to somebody else.',
  METHOD_NOT_ALLOWED: 'The path exists, but not with this method.',
  REQUEST_TIMEOUT: 'The exchange took longer than is allowed.',
  CONFLICT: 'The state of the object does not allow this.',
  PAYLOAD_TOO_LARGE: 'The body or file is larger than is allowed.',
  UNSUPPORTED_MEDIA_TYPE: 'The body has a content type that is not taken here.',
  RANGE_NOT_SATISFIABLE: 'The range lies outside the file.',
  HOST_NOT_ALLOWED: 'The Host header names a host that is not served.',
  VALIDATION_ERROR: 'Values are wrong; details.issues names all of them.',
  RATE_LIMITED: 'Too many requests; Retry-After says when to come again.',
  INTERNAL_ERROR: 'A defect of the platform.',
  UNAVAILABLE: 'Not ready, overloaded, or cut off from its database: try again later.',
}
