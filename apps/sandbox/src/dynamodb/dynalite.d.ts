declare module 'dynalite' {
  import { type Server } from 'node:http';
  /** DynamoDB's API as a request listener; it need not listen on a port of its own. */
  export default function dynalite(options: { readonly createTableMs: number; readonly deleteTableMs: number }): Server;
}
