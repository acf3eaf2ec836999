export class LeftLoopbackError extends Error {
  readonly code: 'ERR_LEFT_LOOPBACK';
}
