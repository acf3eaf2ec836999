import { type StoredFile } from './workspace.ts';

interface Upload {
  readonly name: string;
  readonly length: number;
  readonly altText?: string;
  bytes?: Buffer;
}

/** Uploads in their three steps: an address is handed out, the bytes arrive, the upload is completed. */
export class FileStore {
  readonly #uploads = new Map<string, Upload>();
  #count = 0;

  expect(upload: Omit<Upload, 'bytes'>): string {
    this.#count += 1;
    const id = `F${String(this.#count).padStart(9, '0')}`;
    this.#uploads.set(id, { ...upload });
    return id;
  }

  /** Takes the bytes of an upload. `undefined` when no such upload is expected; else whether the length is the announced one. */
  receive(id: string, bytes: Buffer): boolean | undefined {
    const upload = this.#uploads.get(id);
    if (!upload) {
      return undefined;
    }
    upload.bytes = bytes;
    return bytes.length === upload.length;
  }

  /** The file, once its bytes are there and all of them. */
  complete(id: string, title: string | undefined): StoredFile | undefined {
    const upload = this.#uploads.get(id);
    if (upload?.bytes?.length !== upload?.length || upload?.bytes === undefined) {
      return undefined;
    }
    const { name, altText, bytes } = upload;
    return { id, name, title: title ?? name, bytes, ...(altText !== undefined && { altText }) };
  }
}
