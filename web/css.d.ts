/** The text of a stylesheet, what it imports included: the build puts it in the import's place. */
declare module "*.css?inline" {
  const stylesheet: string;
  export default stylesheet;
}
