/** What the server wrote into the page: where its router is mounted, the nonce of the style elements, who signs people in. */
function setting(name: string): string {
  const content = document.querySelector(`meta[name="tabricate-${name}"]`)?.getAttribute('content') ?? ''
  // As it stands in the file, when nobody has filled it in.
  return content.startsWith('{{') ? '' : content
}

export const pageSettings = {
  baseUrl: `${location.origin}${setting('base')}`,
  basePath: setting('base'),
  nonce: setting('nonce'),
  /** Whether people sign in here, or at the host that the platform is a part of. */
  hasSignIn: setting('sign-in') !== 'host',
  title: document.title,
}
