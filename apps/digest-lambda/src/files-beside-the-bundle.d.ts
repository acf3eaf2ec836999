/** The bundler puts these files beside the bundle; importing one is its path, relative to the bundle. */
declare module '*.ttf' {
  const path: string;
  export default path;
}
declare module '*.wasm' {
  const path: string;
  export default path;
}
