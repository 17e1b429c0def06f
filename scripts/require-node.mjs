// Imports nothing that older versions of Node would not understand: they should get as far as the message.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(
    `Tabricate needs Node 20.19 or newer; this is ${process.versions.node}. Get one from https://nodejs.org.`,
  )
  process.exit(1)
}
