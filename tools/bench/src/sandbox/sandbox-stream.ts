import { type ClientRequest, type IncomingMessage, get } from 'node:http';
import { once } from 'node:events';
import * as z from 'zod';

const Message = z.object({ channel: z.string(), text: z.string() });
type Message = z.infer<typeof Message>;

const Change = z.union([
  z.object({ kind: z.literal('slack-message'), message: Message }),
  z.object({ kind: z.literal('phase'), phase: z.string() }),
]);

/** What the sandbox tells its page. Of all that, the Slack messages and whether it is drained. */
export class SandboxStream {
  readonly messages: Message[] = [];
  readonly #request: ClientRequest;
  readonly #listeners = new Set<() => void>();
  #phase = '';

  private constructor(request: ClientRequest, response: IncomingMessage) {
    this.#request = request;
    let text = '';
    response.setEncoding('utf8').on('data', (chunk: string) => {
      const lines = (text + chunk).split('\n');
      text = lines.pop() ?? '';
      lines.forEach((line) => {
        this.#take(line);
      });
    });
    response.on('error', () => undefined); // it is aborted when we close it
  }

  static async open(url: URL): Promise<SandboxStream> {
    const request = get(url);
    const answers = once(request, 'response');
    const response = z.custom<IncomingMessage>().parse((await answers)[0]);
    return new SandboxStream(request, response);
  }

  get phase(): string {
    return this.#phase;
  }

  /** Resolves as soon as this holds. */
  async until(holds: () => boolean): Promise<void> {
    while (!holds()) {
      await new Promise<void>((resolve) => {
        this.#listeners.add(resolve);
      });
    }
  }

  close(): void {
    this.#request.destroy();
  }

  #take(line: string): void {
    // The other kinds of change are many, and nothing here reads them.
    if (!/^data: \{"kind":"(slack-message|phase)"/.test(line)) {
      return;
    }
    const change = Change.parse(JSON.parse(line.slice('data: '.length)));
    if (change.kind === 'phase') {
      this.#phase = change.phase;
    } else {
      this.messages.push(change.message);
    }
    const listeners = [...this.#listeners];
    this.#listeners.clear();
    listeners.forEach((listener) => {
      listener();
    });
  }
}
