import { performance } from 'node:perf_hooks';
import { number } from './text-table.ts';

/** Where a person watches: a terminal. */
export interface Screen {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

const BAR_WIDTH = 24;
const REDRAWN_EVERY_MS = 100;
/** The rate of the first moments says nothing about the rest. */
const TIME_LEFT_FROM_MS = 1_000;

/** A line that says how far it is, how fast, and how long it will take. Draws on a terminal, and on nothing else. */
export class Progress {
  readonly #screen: Screen | undefined;
  readonly #totalBytes: number;
  readonly #startedAt: number;
  readonly #now: () => number;
  #drawnAt = -Infinity;
  #bytes = 0;
  #events = 0;

  constructor(screen: Screen, totalBytes: number, now: () => number = () => performance.now()) {
    this.#screen = screen.isTTY === true ? screen : undefined;
    this.#totalBytes = totalBytes;
    this.#now = now;
    this.#startedAt = now();
  }

  advance({ bytes, events }: { readonly bytes: number; readonly events: number }): void {
    this.#bytes += bytes;
    this.#events += events;
    const now = this.#now();
    if (this.#screen !== undefined && now - this.#drawnAt >= REDRAWN_EVERY_MS) {
      this.#drawnAt = now;
      this.#screen.write(`\r\u001b[K${this.#line(now - this.#startedAt).slice(0, (this.#screen.columns ?? 80) - 1)}`);
    }
  }

  /** Leaves the line empty for what comes next. */
  end(): void {
    if (this.#drawnAt > -Infinity) {
      this.#screen?.write('\r\u001b[K');
    }
  }

  #line(elapsedMs: number): string {
    const share = this.#totalBytes === 0 ? 1 : Math.min(1, this.#bytes / this.#totalBytes);
    const filled = Math.round(share * BAR_WIDTH);
    const bar = `${'█'.repeat(filled)}${'░'.repeat(BAR_WIDTH - filled)}`;
    const rate = Math.round(this.#events / Math.max(elapsedMs / 1_000, 0.001));
    return `${bar} ${Math.floor(share * 100)} %  ${number(this.#events)} events  ${number(rate)}/s${timeLeft(share, elapsedMs)}`;
  }
}

function timeLeft(share: number, elapsedMs: number): string {
  if (share === 0 || elapsedMs < TIME_LEFT_FROM_MS) {
    return '';
  }
  const seconds = Math.round((elapsedMs * (1 - share)) / share / 1_000);
  const minutes = Math.floor(seconds / 60);
  return `  ${minutes > 0 ? `${minutes} min ` : ''}${seconds % 60} s left`;
}
