declare module 'dynalite' {
  import { type Server } from 'node:http';

  /** An HTTP server that speaks DynamoDB, not yet listening. */
  export default function dynalite(options?: { readonly createTableMs?: number }): Server;
}
