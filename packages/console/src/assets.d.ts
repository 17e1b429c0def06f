/** The address of a file that Vite puts into the assets. */
declare module '*?url' {
  const address: string
  export default address
}
