import { type FileHandle, open } from 'node:fs/promises';

/** A file of JSON lines, written in pieces of some size. */
export class LineFile {
  readonly #file: FileHandle;
  #waiting = '';

  static async create(path: string): Promise<LineFile> {
    return new LineFile(await open(path, 'w'));
  }

  private constructor(file: FileHandle) {
    this.#file = file;
  }

  async write(lines: readonly object[]): Promise<void> {
    this.#waiting += lines.map((line) => `${JSON.stringify(line)}\n`).join('');
    if (this.#waiting.length > MOST_WAITING) {
      await this.#flush();
    }
  }

  async close(): Promise<void> {
    await this.#flush();
    await this.#file.close();
  }

  async #flush(): Promise<void> {
    const text = this.#waiting;
    this.#waiting = '';
    await this.#file.write(text);
  }
}

const MOST_WAITING = 64 * 1024;
