import { type LookupAddress, lookup as systemLookup } from 'node:dns'
import { request as httpRequest } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import ipaddr from 'ipaddr.js'

/** Answers of strangers are read up to here. */
const maxAnswerBytes = 64 * 1024

/** An exchange takes this long at most. */
const timeoutMs = 10_000

/** Resolves a name to all of its addresses. */
export type Resolve = (name: string) => Promise<readonly LookupAddress[]>

export interface GuardedRequest {
  readonly url: string
  readonly headers: { readonly [name: string]: string }
  readonly body: string | Uint8Array
}

export interface GuardOptions {
  /** Private addresses and plain http too. */
  readonly allowPrivate: boolean
  readonly resolve?: Resolve
}

/** An address that nothing is sent to. Trying again does not help. */
export class RequestRefused extends Error {}

/**
 * Posts to an address that a user has named, without becoming a tool against the network that the server is in: https alone, public
 * addresses alone. The name is resolved once and the connection goes to the address that was checked, so that it cannot mean another
 * one a moment later; redirects are not followed.
 * @returns the status of the answer
 * @throws RequestRefused, or what the network says
 */
export async function postGuarded(
  { url, headers, body }: GuardedRequest,
  { allowPrivate, resolve = resolveName }: GuardOptions,
): Promise<number> {
  const target = new URL(url)
  if (target.protocol !== 'https:' && !(allowPrivate && target.protocol === 'http:'))
    throw new RequestRefused(`Only https addresses are sent to, not ${target.protocol}`)
  if (target.username !== '' || target.password !== '')
    throw new RequestRefused('The address holds a user name or password.')
  const host = target.hostname.replace(/^\[(.*)\]$/, '$1')
  const addresses = isIP(host) === 0 ? await resolve(host) : [{ address: host, family: isIP(host) }]
  const [pinned] = addresses
  if (pinned === undefined) throw new Error(`The name ${host} has no address.`)
  // All of them: which one is used must not be a matter of luck.
  if (!allowPrivate && !addresses.every(({ address }) => isPublic(address)))
    throw new RequestRefused(`The name ${host} leads into a private network.`)
  return post(target, headers, body, pinned)
}

function post(
  target: URL,
  headers: GuardedRequest['headers'],
  body: GuardedRequest['body'],
  pinned: LookupAddress,
): Promise<number> {
  const lookup: LookupFunction = (_name, options, done) => {
    if (options.all === true) done(null, [pinned])
    else done(null, pinned.address, pinned.family)
  }
  const send = target.protocol === 'https:' ? httpsRequest : httpRequest
  return new Promise((resolve, reject) => {
    const request = send(
      target,
      {
        method: 'POST',
        headers: { ...headers, 'Content-Length': String(Buffer.byteLength(body)) },
        lookup,
        agent: false,
        signal: AbortSignal.timeout(timeoutMs),
      },
      (response) => {
        let size = 0
        response.on('data', (part: Buffer) => {
          size += part.length
          if (size > maxAnswerBytes) request.destroy(new Error('The answer is too long.'))
        })
        response.on('end', () => resolve(response.statusCode ?? 0))
        response.on('error', reject)
      },
    )
    request.on('error', reject)
    request.end(body)
  })
}

/** Whether an address belongs to the public internet: not to this machine, a local or a reserved network, also in IPv6's clothes. */
export function isPublic(address: string): boolean {
  if (!ipaddr.isValid(address)) return false
  return ipaddr.process(address).range() === 'unicast'
}

function resolveName(name: string): Promise<readonly LookupAddress[]> {
  return new Promise((resolve, reject) => {
    systemLookup(name, { all: true }, (error, addresses) => {
      if (error === null) resolve(addresses)
      else reject(error)
    })
  })
}
